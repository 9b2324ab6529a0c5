"""Many machines, through the scheduler of a Dask cluster.

The machines write to storage that all of them share; whoever started the run alone
keeps the record.  A scheduler runs what anybody sends it, so it should listen only
where it must, with TLS.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notices import __version__
from notices.errors import MissingError, NoticesError

if TYPE_CHECKING:
    from distributed import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Where a scheduler listens, and what both sides prove themselves with."""

    address: str
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    def jobs(self) -> int:
        """Return how many of its processes can work at once.

        Raises MissingError without Dask; NoticesError where nobody answers, or where a
        process is not fit for the work.
        """
        with self._client() as client:
            fit = client.run(_fit)
            if not fit:
                raise NoticesError(_nobody(self.address, "it has no workers"))
            threads = client.nthreads()
            faults = [
                *(_other_version(at, v) for at, v in fit.items() if v != __version__),
                *(_threads(at, n) for at, n in threads.items() if n > 1),
            ]
            if faults:
                raise NoticesError("\n\n".join(sorted(faults)))
            return len(fit)

    @contextmanager
    def pool(self, _jobs: int) -> Iterator[Executor]:
        """Return the cluster as a pool of processes."""
        with self._client() as client:
            # Not pure: equal work would be done once.
            yield client.get_executor(pure=False)

    @contextmanager
    def _client(self) -> Iterator["Client"]:
        try:
            from distributed import Client  # noqa: PLC0415 - an extra, of seconds
            from distributed.security import Security  # noqa: PLC0415
        except ImportError:
            raise MissingError(
                "--cluster needs Dask.\n  To mend: pip install 'notices[cluster]'"
            ) from None
        if faults := [*self._faults()]:
            raise NoticesError("\n\n".join(faults))
        files = {
            "tls_ca_file": self.ca,
            "tls_client_cert": self.cert,
            "tls_client_key": self.key,
        }
        given = {name: str(path) for name, path in files.items() if path is not None}
        # It tells in tracebacks what we tell in words.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        security = Security(require_encryption=True, **given) if given else None
        try:
            client = Client(self.address, security=security, timeout="10s")
        except (OSError, TimeoutError, ValueError) as error:
            raise NoticesError(_nobody(self.address, str(error))) from None
        with client:
            yield client

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong with the files; Dask has only tracebacks for it."""
        files = {
            "--cluster-ca": self.ca,
            "--cluster-cert": self.cert,
            "--cluster-key": self.key,
        }
        for option, path in files.items():
            if path is not None and not path.is_file():
                yield (
                    f"{option}: {path}: there is no such file.\n"
                    "  To mend: check the name."
                )
        if self.address.startswith("tls://") and not (self.ca and self.cert):
            yield (
                f"--cluster: {self.address} asks for TLS, where both sides prove who "
                "they are.\n"
                "  To mend: name the files with --cluster-ca and --cluster-cert, and "
                "with --cluster-key if the key stands apart."
            )


def _fit() -> str:
    """Return which version of notices a worker has."""
    return __version__


def _nobody(address: str, why: str) -> str:
    return (
        f"--cluster: {address} cannot be used: {why}.\n"
        "  To mend: start a scheduler and workers there, "
        "or leave --cluster out to work on this machine alone."
    )


def _other_version(address: str, found: str) -> str:
    return (
        f"--cluster: the worker {address} has notices {found}; here it is "
        f"{__version__}.\n"
        "  Notices of one run must be made by one version.\n"
        "  To mend: install the same version on both."
    )


def _threads(address: str, count: int) -> str:
    return (
        f"--cluster: the worker {address} works with {count} threads at once.\n"
        "  Fonts and PDF files cannot be shared between threads.\n"
        "  To mend: start it with --nthreads 1, and --nworkers for as many processes "
        "as it has processors."
    )
