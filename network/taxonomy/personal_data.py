"""What the vocabularies hold about a person: which organisations a coordinator merged."""

from network.privacy.holdings import Holding, register, rows_from
from network.taxonomy.models import OrganisationMerge


def merge_rows(user):
    return rows_from(
        OrganisationMerge.objects.filter(merged_by=user).select_related("kept").order_by("pk"),
        organisation="merged_name",
        merged_into=lambda merge: str(merge.kept),
        on="merged_at",
    )


register(
    Holding(
        "taxonomy.OrganisationMerge",
        "Organisations that you merged as a coordinator",
        merge_rows,
        order=33,
    )
)
