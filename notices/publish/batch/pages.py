"""The page and the tables that tell of a folder: written there, and packed with it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256

from notices.publish import manifest
from notices.publish.batch.account import Account
from notices.publish.batch.index import NAME, index_page
from notices.publish.batch.prepared import prepare
from notices.publish.batch.report import Report, as_csv
from notices.publish.order import Order
from notices.publish.places import Which, which
from notices.publish.write import write_changed, write_whole

_JSON, _CSV = "report.json", "report.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What tells of a folder."""

    order: Order
    report: Report
    account: Account

    def files(self, *, without: Collection[Which]) -> Mapping[str, bytes]:
        """Return the page, the table and the record, *without* some notices."""
        kept = [one for one in self.account.records if which(one) not in without]
        account = replace(self.account, records=kept, old=())
        lines = manifest.in_order(self.order.out / manifest.NAME, without=without)
        return {**self._pages(account), manifest.NAME: b"".join(lines)}

    def write(self, *, seconds: float) -> None:
        """Write them; `index.html` and `report.csv` only if they would say other."""
        out = self.order.out
        shows = self._shows()
        if not self._is_shown(shows):
            pages = self._pages(self.account)
            write_changed({out / name: page for name, page in pages.items()})
        told = {
            **self.report.told(self.account),
            "seconds": round(seconds, 1),  # only here does a time stand
            "shows": shows,
        }
        text = json.dumps(told, ensure_ascii=False, indent=2)
        write_whole({out / _JSON: f"{text}\n".encode()})

    def _pages(self, account: Account) -> Mapping[str, bytes]:
        page = index_page(account, folders=prepare(self.order).templates)
        return {NAME: page, _CSV: as_csv(account)}

    def _shows(self) -> str:
        """Return the digest of all that the pages show."""
        account = self.account
        said = [
            *(
                [(one.label, one.why) for one in apart]
                for apart in (account.failed, account.left_out, account.odd)
            ),
            [record["state"] for record in account.records],
            [account.strays, account.old, prepare(self.order).wording],
        ]
        whole = sha256(json.dumps(said, default=dict).encode())
        with (self.order.out / manifest.NAME).open("rb") as file:
            whole.update(file_digest(file, "sha256").digest())
        return whole.hexdigest()

    def _is_shown(self, shows: str) -> bool:
        """Say whether the pages of an earlier run show it, and nobody altered them."""
        out = self.order.out
        try:
            last = json.loads((out / _JSON).read_text(encoding="utf-8"))
            written = (out / _JSON).lstat().st_mtime_ns
            pages = [(out / name).lstat() for name in (NAME, _CSV)]
            return last["shows"] == shows and all(
                page.st_mtime_ns <= written for page in pages
            )
        except (OSError, ValueError, LookupError, TypeError):
            return False
