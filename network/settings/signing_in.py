"""How people sign in and how long they stay signed in: one door, allauth.

``network.checks`` holds what production must not lose of this; the reasons stand in
``docs/decisions/0008-second-factor-and-sessions.md``.
"""

from datetime import timedelta

AUTH_USER_MODEL = "members.User"
# One backend, so that one password is hashed per sign-in, known address or not.
AUTHENTICATION_BACKENDS = ["network.members.signing_in.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Length and a deny list, no composition rules, no expiry (NCSC password guidance; ASVS 5.0 6.2).
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "network.members.signing_in.passwords.MaximumLengthValidator",
        "OPTIONS": {"max_length": 128},
    },
    {
        "NAME": "network.members.signing_in.passwords.DistinctCharactersValidator",
        "OPTIONS": {"min_distinct": 5},
    },
    {
        "NAME": "network.members.signing_in.passwords.SiteWordsValidator",
        "OPTIONS": {"words": ("password", "welcome", "social", "work", "worker")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
ACCOUNT_ADAPTER = "network.members.signing_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_LOGOUT_ON_GET = False
# The session in which a password is changed goes on under a new id; all others end with it.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
# A code by e-mail instead of the password. Council and school mail servers take their time.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
# Guesses and requests per address of the visitor (IPv6 by its network) and per account. What
# stops guessing one account's password stops neither a new password nor a code nor a passkey.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 64
ACCOUNT_RATE_LIMITS = {
    "complaint": "10/h/ip",  # network.complaints
    "format_request": "10/h/ip",  # resources.requests.formats
    "page_report": "10/h/ip",  # network.pages.reports
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/h/key",
    "request_login_code": "20/m/ip,5/15m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}
ACCOUNT_FORMS = {
    "add_email": "network.members.forms.account.ChangeEmailForm",
    "change_password": "network.members.forms.account.ChangePasswordForm",
    "confirm_login_code": "network.members.forms.account.ConfirmCodeForm",
    "login": "network.members.forms.LoginForm",
    "reauthenticate": "network.members.forms.account.ReauthenticateForm",
    "request_login_code": "network.members.forms.account.RequestCodeForm",
    "reset_password": "network.members.forms.account.ResetPasswordForm",
    "reset_password_from_key": "network.members.forms.account.ChoosePasswordForm",
    "set_password": "network.members.forms.account.SetPasswordForm",
    "signup": "network.members.forms.SignupForm",
}
MFA_ADAPTER = "network.members.signing_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "activate_totp": "network.members.forms.second_factor.ActivateAppForm",
    "add_webauthn": "network.members.forms.second_factor.AddPasskeyForm",
    "authenticate": "network.members.forms.second_factor.CodeForm",
    "authenticate_webauthn": "network.members.forms.second_factor.PasskeyForm",
    "deactivate_totp": "network.members.forms.second_factor.RemoveAppForm",
    "edit_webauthn": "network.members.forms.second_factor.RenamePasskeyForm",
    "generate_recovery_codes": "network.members.forms.second_factor.NewRecoveryCodesForm",
    "login_webauthn": "network.members.forms.second_factor.SignInByPasskeyForm",
    "reauthenticate": "network.members.forms.second_factor.ConfirmCodeForm",
    "reauthenticate_webauthn": "network.members.forms.second_factor.ConfirmPasskeyForm",
}

# How long people stay signed in (network.members.signing_in.sessions): without use, at the longest.
SESSION_IDLE = timedelta(minutes=60)
SESSION_IDLE_STAFF = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=12)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
