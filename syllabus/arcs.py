"""The map of the weeks: a column of links, an arc from each week to those it builds on. As wide as a phone."""

from markupsafe import Markup, escape

WIDTH, ROW, TOP = 340, 46, 24
COLUMN = 118  # where the dots are: arcs to their left, names to their right
RADIUS = 8


def week_map(weeks, edges, here=None):
    """Inline SVG; what it shows stands in words below it on the page, and in its description.

    Args:
        weeks: those with a number, in their order.
        edges: week number → earlier weeks that it builds on.
        here: the number of the week that is marked, with its arcs.
    """
    place = {week.no: TOP + ROW * i for i, week in enumerate(weeks)}
    height = TOP + ROW * (len(weeks) - 1) + TOP
    parts = [
        f'<svg class="map" viewBox="0 0 {WIDTH} {height}" role="group" aria-labelledby="map-title map-words">',
        '<title id="map-title">Which week builds on which</title>',
        f'<desc id="map-words">{escape(" ".join(in_words(weeks, edges)))}</desc>',
    ]
    for no, earlier in edges.items():
        parts += [_arc(place[one], place[no], here in (one, no)) for one in earlier]
    for week in weeks:
        y = place[week.no]
        mark = ' aria-current="page"' if week.no == here else ""
        parts.append(
            f'<a href="{week.page}"{mark}>'
            f'<rect x="{COLUMN - 20}" y="{y - 21}" width="{WIDTH - COLUMN + 20}" height="42" rx="8"/>'
            f'<circle cx="{COLUMN}" cy="{y}" r="{RADIUS}"/>'
            f'<text x="{COLUMN + 20}" y="{y + 5}"><tspan class="no">{week.no}</tspan> {escape(week.short)}</text></a>'
        )
    return Markup("".join([*parts, "</svg>"]))


def _arc(above, below, marked):
    """From a dot to a later one: straight where they are neighbours, else a bow to the left, the wider the longer."""
    rows = (below - above) // ROW
    start, end = above + RADIUS, below - RADIUS
    kind = ' class="marked"' if marked else ""
    if rows == 1:
        return f'<path{kind} d="M{COLUMN} {start}V{end}"/>'
    out = min(COLUMN - 6, 22 + 8 * rows)
    x, bend = COLUMN - RADIUS, COLUMN - RADIUS - out
    return f'<path{kind} d="M{x} {above}C{bend} {above + 14} {bend} {below - 14} {x} {below}"/>'


def in_words(weeks, edges):
    """A sentence for each week that builds on another."""
    name = {week.no: f"Week {week.no} ({week.short})" for week in weeks}
    found = []
    for week in weeks:
        if earlier := edges.get(week.no):
            numbers = [str(no) for no in earlier]
            listed = " and ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
            found.append(f"{name[week.no]} builds on week{'s' if len(numbers) > 1 else ''} {listed}.")
    return found
