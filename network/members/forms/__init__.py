from network.members.forms.about import AboutForm
from network.members.forms.account import LoginForm, SignupForm
from network.members.forms.deciding import DecisionForm
from network.members.forms.domains import EmailDomainForm
from network.members.forms.employers import PreviousEmployersForm
from network.members.forms.joining import JoinForm, ReplyForm
from network.members.forms.photo import PhotoForm
from network.members.forms.profile import ProfileForm
from network.members.forms.topics import TopicsForm
from network.members.forms.visibility import VisibilityForm

__all__ = [
    "AboutForm",
    "DecisionForm",
    "EmailDomainForm",
    "JoinForm",
    "LoginForm",
    "PhotoForm",
    "PreviousEmployersForm",
    "ProfileForm",
    "ReplyForm",
    "SignupForm",
    "TopicsForm",
    "VisibilityForm",
]
