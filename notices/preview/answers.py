"""What each page shows, asked of the desk piece by piece."""

from dataclasses import dataclass, replace
from typing import Any

from notices.preview.asked import Asked, Brief
from notices.preview.desk import Desk, Shown
from notices.preview.facts import headed
from notices.preview.jobs import Job, Listed, Name
from notices.preview.pages import (
    AT_ONCE,
    Link,
    Shell,
    form_of,
    kind_links,
    member_links,
    notice_of,
    plainly,
    view_links,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Makes pages; knows nothing of requests."""

    brief: Brief
    desk: Desk

    async def ask(self, name: Name, asked: Asked, number: int = 0) -> Shown:
        """Have something done, or take what was kept of it."""
        return await self.desk.ask(Job(name=name, asked=asked, number=number))

    async def listed(self) -> Shown:
        """Return who there is: a tuple of Listed."""
        return await self.ask("members", Asked(on=self.brief.on))

    async def knows(self, who: str) -> Listed | None:
        """Return who goes by a name in addresses, or None."""
        listed = await self.listed()
        return next((one for one in listed.value or () if one.id == who), None)

    async def kinds(self, asked: Asked) -> Shown:
        """Return which notices somebody issues; it hangs on no day."""
        return await self.ask("kinds", Asked(who=asked.who, on=self.brief.on))

    async def shell(self, asked: Asked, search: str = "", fault: str = "") -> Shell:
        """Return a page with the list, and nothing chosen from it."""
        listed = await self.listed()
        found, hidden = member_links(listed.value or (), asked, self.brief, search)
        query = plainly(replace(asked, who=""), self.brief).query
        return Shell(
            title="notices preview",
            generation=self.desk.generation,
            members=found,
            hidden=hidden,
            search=search,
            on=asked.on.isoformat(),
            everybody=Link(
                words="What changes for everybody", href=f"/everybody{query}"
            ),
            fault=fault or listed.fault,
            is_stale=bool(listed.fault and listed.value),
        )

    async def everybody(self, asked: Asked, search: str) -> Shell:
        """Return the page that tells what changes for everybody."""
        shell = await self.shell(asked, search)
        shown = await self.ask("overview", asked)
        overview = shown.value
        form = form_of(asked, "", usual=self.brief.against)
        groups = overview.groups if overview else ()
        return replace(
            shell,
            title="What changes for everybody",
            everybody=replace(shell.everybody, is_here=True)
            if shell.everybody
            else None,
            form=replace(form, action="/everybody"),
            fault=shown.fault,
            is_stale=bool(shown.fault and overview),
            view="everybody",
            overview=overview,
            links=tuple(
                tuple(
                    Link(
                        words=label,
                        href=notice_of(
                            replace(asked, who=key, kind=group.kind), "changes"
                        ),
                    )
                    for key, label in group.members[:AT_ONCE]
                )
                for group in groups
            ),
        )

    async def notice(self, asked: Asked, view: str, search: str) -> Shell:
        """Return a view of a notice."""
        shell = await self.shell(asked, search)
        kinds = await self.kinds(asked)
        questions = await self.ask("questions", asked)
        member = await self.knows(asked.who)
        label = member.label if member else asked.who
        can_save = bool(member and member.profile)
        shell = replace(
            shell,
            title=f"{label}: {asked.kind}",
            kinds=kind_links(kinds.value or (asked.kind,), asked, view),
            views=view_links(asked, view),
            form=form_of(
                asked,
                view,
                questions.value,
                usual=self.brief.against,
                can_save=can_save,
            ),
            view=view,
        )
        return await self._with_view(shell, asked, view)

    async def _with_view(self, shell: Shell, asked: Asked, view: str) -> Shell:
        made = f"/made/{asked.who}/{asked.kind}"
        if view == "facts":
            shown = await self.ask("facts", asked)
            return _with(shell, shown, headed=tuple(headed(shown.value or ())))
        if view == "print":
            shown = await self.ask("sheets", asked)
            numbers = range(1, (shown.value or 0) + 1)
            return _with(
                shell,
                shown,
                sheets=tuple(f"{made}/{one}.png{asked.query}" for one in numbers),
                pdf=f"{made}/notice.pdf{asked.query}",
            )
        name: Name = "changes" if view == "changes" else "page"
        file = "changes.html" if view == "changes" else "notice.html"
        shown = await self.ask(name, asked)
        return _with(
            shell, shown, frame=f"{made}/{file}{asked.query}" if shown.value else ""
        )


def _with(shell: Shell, shown: Shown, **values: Any) -> Shell:
    is_stale = bool(shown.fault and shown.value)
    return replace(shell, fault=shown.fault, is_stale=is_stale, **values)
