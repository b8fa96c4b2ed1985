from network.members.forms.account import LoginForm, SignupForm
from network.members.forms.deciding import DecisionForm
from network.members.forms.directory import DirectoryFilterForm
from network.members.forms.employers import PreviousEmployersForm
from network.members.forms.joining import JoinForm, ReplyForm
from network.members.forms.profile import NameVisibilityForm, ProfileForm
from network.members.forms.topics import TopicsForm

__all__ = [
    "DecisionForm",
    "DirectoryFilterForm",
    "JoinForm",
    "LoginForm",
    "NameVisibilityForm",
    "PreviousEmployersForm",
    "ProfileForm",
    "ReplyForm",
    "SignupForm",
    "TopicsForm",
]
