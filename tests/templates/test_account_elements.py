"""allauth's elements in the site's markup, and its three habits that the site cannot keep."""

import qrcode
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from qrcode.image.svg import SvgPathImage


class JoinForm(forms.Form):
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        widget=forms.PasswordInput, help_text=mark_safe("<ul><li>12 characters</li></ul>")
    )
    phone = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"style": "position: absolute; right: -99999px;"}),
    )


def element(name: str, **context) -> BeautifulSoup:
    context = {"attrs": {}, "slots": {"default": ["words"]}, **context}
    return BeautifulSoup(render_to_string(f"allauth/elements/{name}.html", context), "html.parser")


def test_trap_for_automatic_sign_ups_has_no_inline_style_and_is_out_of_reach():
    trap = element("fields", attrs={"form": JoinForm()}).select_one("[name=phone]")
    assert "style" not in trap.attrs
    assert trap["tabindex"] == "-1"
    assert trap.find_parent(class_="field-trap")["aria-hidden"] == "true"


def test_every_other_field_has_a_label_even_when_allauth_asks_for_none():
    page = element("fields", attrs={"form": JoinForm(), "unlabeled": True})
    labels = [tag["for"] for tag in page.select(".field label")]
    assert labels == ["id_email", "id_password"]


def test_list_in_a_help_text_stands_in_no_paragraph():
    page = element("fields", attrs={"form": JoinForm()})
    assert page.select_one("#id_password_helptext ul").find_parents("p") == []


def test_autocomplete_stays():
    page = element("fields", attrs={"form": JoinForm()})
    assert page.select_one("#id_email")["autocomplete"] == "email"


def test_qr_code_is_drawn_in_the_page():
    drawing = qrcode.make("otpauth://totp/x", image_factory=SvgPathImage).to_string().decode()
    declared = f"<?xml version='1.0' encoding='UTF-8'?>\n{drawing}"
    page = element("img", attrs={"tags": ["mfa", "qr"], "src": "data:x"}, totp_svg=declared)
    assert page.select_one(".qr svg path") is not None
    assert page.select("img") == []
    assert "<?xml" not in str(page)


def test_other_image_stays_an_image():
    page = element("img", attrs={"tags": ["mfa"], "src": "/x.png", "alt": "A key"})
    assert page.img["alt"] == "A key"


def test_button_with_an_address_is_a_link():
    page = element("button", attrs={"href": "/account/login/", "tags": ["link"]})
    assert page.a["class"] == ["button", "button--quiet"]


def test_button_without_an_address_keeps_its_form_name_and_value():
    page = element("button", attrs={"type": "submit", "form": "f", "name": "n", "value": "v"})
    assert page.button.attrs == {
        "type": "submit",
        "class": ["button"],
        "form": "f",
        "name": "n",
        "value": "v",
    }


def test_dangerous_button_looks_dangerous():
    page = element("button", attrs={"type": "submit", "tags": ["danger", "delete"]})
    assert page.button["class"] == ["button", "button--danger"]


def test_form_lists_its_errors_first():
    form = JoinForm(data={"email": "x", "password": "y"})
    slots = {"body": ["<p>fields</p>"], "actions": []}
    page = element("form", attrs={"form": form, "method": "post"}, slots=slots)
    assert page.select_one(".error-summary a")["href"] == "#id_email"


def test_secret_that_is_only_shown_can_be_copied():
    page = element("field", attrs={"type": "text", "id": "s", "value": "ABC", "disabled": True})
    assert page.input.attrs == {"type": "text", "id": "s", "value": "ABC", "readonly": ""}


def test_disabled_field_that_has_a_name_stays_disabled():
    page = element("field", attrs={"type": "text", "id": "s", "name": "s", "disabled": True})
    assert "disabled" in page.input.attrs
