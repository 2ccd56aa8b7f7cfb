"""What pages are about: places, products, events, figures."""

from __future__ import annotations

import datetime as dt
from typing import cast

from songngu.content import models
from songngu.site.calendar import is_whole_day, local
from songngu.site.gather import Desk
from songngu.site.structured.page import Node, Told, away, here, organization, picture, said
from songngu.site.view_kinds import FactEntry, FactsPage, ProductPage
from songngu.site.view_parts import Figure

_MOST_STARS = 5  # Decision 148/QĐ-TTg
_VIET_NAM = said(type="Country", name="Viet Nam", identifier="VN")
_OFFSET = "+07:00"


def place(desk: Desk, told: Told) -> Node:
    """A heritage site, with its address in words and its coordinates where they are known."""
    fields = cast(models.Heritage, desk.page.document and desk.page.document.fields)
    return said(
        type=["LandmarksOrHistoricalBuildings", "TouristAttraction"],
        id=f"{here(desk)}#place",
        name=_official(desk, fields) or told.title,
        description=told.description,
        url=here(desk),
        image=picture(desk, told.picture),
        address=address(fields.place or ""),
        geo=_geo(fields),
        containedInPlace=_VIET_NAM,
    )


def zone(desk: Desk, told: Told) -> Node:
    """An industrial park or economic zone."""
    fields = cast(models.Investment, desk.page.document and desk.page.document.fields)
    return said(
        type="Place",
        id=f"{here(desk)}#place",
        name=told.title,
        description=told.description,
        url=here(desk),
        address=address(fields.place or ""),
        containedInPlace=_VIET_NAM,
    )


def address(text: str) -> Node:
    """An address nobody has taken apart; empty where there is none."""
    return said(type="PostalAddress", streetAddress=text, addressCountry="VN") if text else {}


def _geo(fields: models.Heritage) -> Node:
    if not fields.coordinates:
        return {}
    latitude, longitude = fields.coordinates
    return said(type="GeoCoordinates", latitude=latitude, longitude=longitude)


def _official(desk: Desk, fields: models.Heritage) -> str:
    """The name on the list, where it is known in the language of the page."""
    rows = desk.term("", fields.official_name)
    return rows[0].value if rows and not rows[0].lang else ""


def product(desk: Desk, told: Told) -> Node:
    """A product with its certificate; no price and no rating by buyers, since the site knows of none."""
    fields = cast(models.Product, desk.page.document and desk.page.document.fields)
    shown = cast(ProductPage, told.detail)
    return said(
        type="Product",
        id=f"{here(desk)}#product",
        name=told.title,
        description=told.description,
        url=here(desk),
        image=picture(desk, told.picture),
        category=shown.group,
        alternateName=[name.title for name in shown.names],
        manufacturer=organization(fields.producer or ""),
        countryOfOrigin=_VIET_NAM,
        hasCertification=_certification(desk, fields),
    )


def _certification(desk: Desk, fields: models.Product) -> Node:
    """The certificate of the programme while it is valid, and the stars where they have a source."""
    certificate = fields.certificate
    if certificate is None or desk.supplies.moment.begun(certificate.ends):
        certificate = None
    if certificate is None and not (fields.stars and fields.stars_fact):
        return {}
    stars = said(type="Rating", ratingValue=fields.stars, bestRating=_MOST_STARS, worstRating=1) if fields.stars else {}
    return said(
        type="Certification",
        name="OCOP",
        certificationIdentification=certificate.number if certificate else "",
        validFrom=certificate.issued.isoformat() if certificate else "",
        expires=certificate.ends.isoformat() if certificate else "",
        certificationRating=stars,
    )


def event(desk: Desk, told: Told) -> Node:
    """An event; nothing where nobody says where it takes place."""
    fields = cast(models.Event, desk.page.document and desk.page.document.fields)
    if not fields.venue:
        return {}
    return said(
        type="Event",
        id=f"{here(desk)}#event",
        name=told.title,
        description=told.description,
        url=here(desk),
        image=picture(desk, told.picture),
        inLanguage=desk.library.settings.locale(desk.code).tag,
        startDate=_moment(fields, fields.starts),
        endDate=_moment(fields, fields.ends) if fields.ends else "",
        location=said(type="Place", name=fields.venue, address=address(fields.venue)),
    )


def _moment(event: models.Event, moment: dt.datetime) -> str:
    at = local(moment)
    return at.date().isoformat() if is_whole_day(event) else f"{at.isoformat()}{_OFFSET}"


def dataset(desk: Desk, told: Told) -> Node:
    """The figures of a group or of the whole site, with the tables to take along."""
    shown = cast(FactsPage, told.detail)
    return said(
        type="Dataset",
        id=f"{here(desk)}#data",
        name=told.title,
        description=told.description or told.title,
        url=here(desk),
        inLanguage=desk.library.settings.locale(desk.code).tag,
        isAccessibleForFree=True,
        spatialCoverage=_VIET_NAM,
        variableMeasured=[_variable(entry) for entry in shown.entries if entry.value],
        distribution=[_table(away(desk, link.href)) for link in shown.downloads],
    )


def _table(href: str) -> Node:
    kind = "text/csv" if href.endswith(".csv") else "application/json"
    return said(type="DataDownload", contentUrl=href, encodingFormat=kind)


def _variable(entry: FactEntry) -> Node:
    return said(type="PropertyValue", propertyID=entry.key, name=entry.statement, value=entry.value)


def observation(desk: Desk, figure: Figure) -> Node:
    """A figure shown, leading to its entry on the facts page."""
    url = away(desk, figure.href) if figure.href else ""
    return said(type="Observation", name=figure.label, description=figure.period, url=url, value=figure.value)
