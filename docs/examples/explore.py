"""A notebook that begins on the sample: what a community publishes, how papers name it, where it stands.

Needs marimo (`pip install -e ".[notebook]"`) and a warehouse in the directory it is started from (`diaspora run --sample`):

    marimo edit docs/examples/explore.py      # to change it
    marimo run docs/examples/explore.py       # to read it
    python docs/examples/explore.py           # to see that it works
"""

import marimo

app = marimo.App(width="medium", app_title="Diaspora Monitor")


@app.cell
def _():
    import altair as alt
    import marimo as mo

    import diaspora

    warehouse = diaspora.open_warehouse("warehouse.duckdb")
    return alt, mo, warehouse


@app.cell
def _(mo, warehouse):
    names = warehouse.table("diasporas").project("diaspora").order("diaspora").fetchall()
    community = mo.ui.dropdown([name for (name,) in names], value="polish", label="Community")
    community  # noqa: B018  (the last expression of a cell is what it shows)
    return (community,)


@app.cell
def _(alt, community, warehouse):
    own = warehouse.table("activity_monthly").filter(f"diaspora = '{community.value}' AND sources > 0")
    activity = (
        alt.Chart(own.order("month").to_arrow_table())
        .mark_bar()
        .encode(
            x="yearmonth(month):T",
            y="documents:Q",
            color="platform:N",
            tooltip=["month:T", "documents", "share_known"],
        )
        .properties(title="What it publishes itself; no bar: nothing, or not known", width=600, height=140)
    )
    activity  # noqa: B018
    return (activity,)


@app.cell
def _(alt, community, warehouse):
    named = warehouse.ask("named-by-month").filter(f"diaspora = '{community.value}'").to_arrow_table()
    months = alt.Chart(named).encode(x="yearmonth(month):T")
    naming = (
        months.mark_bar().encode(
            y="per_1000:Q", tooltip=["month:T", "naming", "published", "per_1000", "low", "high"]
        )
        + months.mark_rule(opacity=0.5).encode(y="low:Q", y2="high:Q")
    ).properties(
        title="Papers' documents that name it, per 1,000, with exact 95 % limits", width=600, height=140
    )
    naming  # noqa: B018
    return (naming,)


@app.cell
def _(alt, warehouse):
    lived = warehouse.ask("lived-experience").filter("index IS NOT NULL").to_arrow_table()
    standing = (
        alt.Chart(lived)
        .mark_circle(size=120)
        .encode(
            x=alt.X("index:Q", scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("diaspora:N", sort="-x"),
            tooltip=["rank", "rank_held", "index"],
        )
        .properties(title="The index of lived experience, newest twelve months", width=600)
    )
    standing  # noqa: B018
    return (standing,)


@app.cell
def _(community, mo, warehouse):
    newest = warehouse.ask("newest-documents").filter(f"diaspora = '{community.value}'")
    mo.ui.table(newest.to_arrow_table())
    return


if __name__ == "__main__":
    app.run()
