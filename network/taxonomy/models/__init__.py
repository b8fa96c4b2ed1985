from network.taxonomy.models.organisation_names import OrganisationAlias, OrganisationMerge
from network.taxonomy.models.places import Area, Nation, Organisation
from network.taxonomy.models.terms import Context, Harm, PracticeStage, ResourceType, Sector
from network.taxonomy.models.topics import TaggedPage, Topic

__all__ = [
    "Area",
    "Context",
    "Harm",
    "Nation",
    "Organisation",
    "OrganisationAlias",
    "OrganisationMerge",
    "PracticeStage",
    "ResourceType",
    "Sector",
    "TaggedPage",
    "Topic",
]
