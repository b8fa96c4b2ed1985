from django.db import migrations

# One group a tuple. Acronyms that this field uses, as its guidance spells them out.
GROUPS = [
    ("HSB", "harmful sexual behaviour"),
    ("CSE", "child sexual exploitation", "sexual exploitation of children"),
    ("CCE", "child criminal exploitation", "criminal exploitation of children"),
    ("CSA", "child sexual abuse"),
    ("MASH", "multi-agency safeguarding hub"),
    ("LADO", "local authority designated officer"),
    ("DSL", "designated safeguarding lead"),
    ("SENCO", "special educational needs coordinator", "special educational needs co-ordinator"),
    ("SEND", "special educational needs and disabilities"),
    ("KCSIE", "keeping children safe in education"),
    ("EHE", "elective home education"),
    ("PRU", "pupil referral unit"),
    ("EHCP", "education, health and care plan"),
    ("CIN", "child in need", "children in need"),
    ("LAC", "looked-after child", "looked-after children", "children looked after"),
    ("UASC", "unaccompanied asylum-seeking children", "unaccompanied asylum-seeking child"),
    ("IRO", "independent reviewing officer"),
    ("ICPC", "initial child protection conference"),
    ("CPP", "child protection plan"),
    ("YOT", "youth offending team", "youth justice service", "YJS"),
    ("YJB", "Youth Justice Board"),
    ("NRM", "national referral mechanism"),
    ("MAPPA", "multi-agency public protection arrangements"),
    ("MARAC", "multi-agency risk assessment conference"),
    ("MACE", "multi-agency child exploitation"),
    ("VRU", "violence reduction unit"),
    ("SYV", "serious youth violence"),
    ("ASB", "anti-social behaviour", "antisocial behaviour"),
    ("CSP", "community safety partnership"),
    ("VCS", "voluntary and community sector", "VCSE"),
    ("CAMHS", "child and adolescent mental health services", "CYPMHS"),
    ("ACE", "adverse childhood experience", "adverse childhood experiences"),
    ("FGM", "female genital mutilation"),
    ("VAWG", "violence against women and girls"),
    ("RSE", "relationships and sex education", "RSHE"),
    ("IBSA", "image-based sexual abuse"),
    ("CSAM", "child sexual abuse material"),
    ("PSPO", "public spaces protection order"),
    ("TAF", "team around the family"),
    ("LSCP", "local safeguarding children partnership", "safeguarding children partnership"),
    ("EFH", "extra-familial harm", "extra-familial risk", "extrafamilial harm"),
    ("sexting", "image sharing", "youth-produced sexual imagery", "nudes"),
]


def add(apps, schema_editor):
    model = apps.get_model("search", "SameWords")
    if not model.objects.exists():
        model.objects.bulk_create(model(words="\n".join(group)) for group in GROUPS)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_search_texts_and_versions")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
