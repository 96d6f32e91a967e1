"""Two WordPress sites on an nginx, a PHP and a MariaDB of our own, every file of theirs in one directory."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from tests.servers.editions import dated_paper, plain_magazine
from tests.servers.processes import Server, ServerError, accepts, free_port
from tests.servers.wordpress import WordPressSite

PACKAGE = Path("/usr/share/wordpress")
MACHINE = Path(__file__).parent / "machine"
HOSTS = {"dated": "127.0.0.1", "plain": "127.0.0.2"}
"""Two addresses, so that a crawler sees two hosts."""

_ROOT = os.geteuid() == 0
_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


@dataclass(frozen=True)
class WordPressServers:
    """Both sites, running."""

    dated: WordPressSite
    """Addresses /2015/08/slug/, 420 readable posts in five languages, Asia/Almaty."""
    plain: WordPressSite
    """Addresses /?p=N and no rewriting at all, 60 readable posts in Russian, UTC+6."""
    daemons: tuple[Server, ...]

    def last_words(self) -> str:
        """The end of every server's log."""
        return "\n\n".join(f"--- {daemon.name}\n{daemon.last_words()}" for daemon in self.daemons)


def missing() -> str | None:
    """What this machine lacks to serve WordPress and how to get it, or None."""
    programs = ("nginx", "mariadbd", "mariadb-install-db", "php", "setpriv")
    lacks = [name for name in programs if not _program(name)]
    lacks += [] if _php_fpm() else ["php-fpm"]
    lacks += [] if (PACKAGE / "wp-settings.php").exists() else ["wordpress"]
    lacks += [] if _theme() else ["a WordPress theme"]
    if not lacks and "mysqli" not in subprocess.check_output([_php(), "-m"], text=True).split():
        lacks = ["php-mysql"]
    return f"needs {', '.join(lacks)}: run tests/servers/install.sh as root on Debian" if lacks else None


@contextmanager
def serving(directory: Path) -> Iterator[WordPressServers]:
    """Run both sites with their files below `directory`; everything is stopped at the end."""
    with ExitStack() as cleanup:
        # A Unix socket's path has at most 107 bytes, which the directories of tests can exceed.
        sockets = Path(cleanup.enter_context(tempfile.TemporaryDirectory(prefix="wordpress-")))
        code = _code(directory)
        nginx, urls = _start_nginx(directory, code, sockets)
        cleanup.callback(nginx.stop)
        mariadb = _start_mariadb(directory, sockets)
        cleanup.callback(mariadb.stop)
        php = _start_php(directory, sockets)
        cleanup.callback(php.stop)
        sites = {}
        for name, write in (("dated", dated_paper), ("plain", plain_magazine)):
            environment = {
                "SITE_URL": urls[name],
                "SITE_DATABASE": name,
                "SITE_DATABASE_SOCKET": f"{sockets}/mariadb",
                "SITE_SWITCHED_OFF": f"{directory}/{name}-switched-off",
            }
            command = [_php(), str(MACHINE / "site.php")]
            log = directory / f"{name}-requests.log"
            sites[name] = WordPressSite(urls[name], write, command, environment, code, log)
        servers = WordPressServers(sites["dated"], sites["plain"], (nginx, mariadb, php))
        try:
            _fill(servers)
        except Exception as error:
            raise ServerError(f"{error}\n\n{servers.last_words()}") from error
        yield servers


def _fill(servers: WordPressServers) -> None:
    """Install both sites side by side; each takes some seconds."""
    dated: dict[str, object] = {
        "timezone_string": "Asia/Almaty",
        "permalink_structure": "/%year%/%monthnum%/%postname%/",
    }
    plain: dict[str, object] = {"timezone_string": "", "gmt_offset": 6, "permalink_structure": ""}
    with ThreadPoolExecutor() as pool:
        theme, classic = _theme(), _theme(classic=True) or _theme()
        both = [
            pool.submit(servers.dated.install, "The Steppe Sample", theme, dated),
            pool.submit(servers.plain.install, "Достык Образец", classic, plain),
        ]
        for one in both:
            one.result()


def _code(directory: Path) -> Path:
    """A copy of the package's files (it finds its configuration beside itself) with ours."""
    code = directory / "code"
    shutil.copytree(PACKAGE, code, ignore=shutil.ignore_patterns(".htaccess", "readme.html"))
    shutil.copy(MACHINE / "wp-config.php", code)
    plugins = code / "wp-content" / "mu-plugins"
    plugins.mkdir()
    shutil.copy(MACHINE / "controls.php", plugins)
    for month in range(4, 13):
        uploads = code / "wp-content" / "uploads" / "2015" / f"{month:02}"
        uploads.mkdir(parents=True)
        for number in range(3001, 3025):
            (uploads / f"photo-{number}.png").write_bytes(_GREY)
    return code


def _start_nginx(directory: Path, code: Path, sockets: Path) -> tuple[Server, dict[str, str]]:
    for _ in range(5):  # a free port may be taken by somebody else before nginx binds it
        ports = {name: free_port(host) for name, host in HOSTS.items()}
        urls = {name: f"http://{HOSTS[name]}:{port}" for name, port in ports.items()}
        sites = ""
        for name, host in HOSTS.items():
            # Plain permalinks go with a web server that rewrites nothing: no /feed/, no /robots.txt.
            fallback = "/index.php?$args" if name == "dated" else "=404"
            sites += _written(
                "nginx-site.conf", directory, sockets, name=name, host=host, port=ports[name],
                url=urls[name], code=code, fallback=fallback,
            )  # fmt: skip
        user = "user root;" if _ROOT else ""
        configuration = directory / "nginx.conf"
        configuration.write_text(_written("nginx.conf", directory, sockets, user=user, sites=sites))
        command = [_program("nginx"), "-e", "stderr", "-p", str(directory), "-c", str(configuration)]
        server = Server("nginx", command, directory / "nginx.log")
        try:
            server.wait_until(lambda: all(accepts((HOSTS[name], ports[name])) for name in HOSTS), 15)  # noqa: B023
        except ServerError as error:
            server.stop()
            if "Address already in use" not in str(error):
                raise
        else:
            return server, urls
    raise ServerError("nginx found no free port in five tries.")


def _start_mariadb(directory: Path, sockets: Path) -> Server:
    data = directory / "mariadb"
    owner = ["--user=root"] if _ROOT else []
    install = [_program("mariadb-install-db"), "--no-defaults", f"--datadir={data}", "--skip-test-db",
               "--auth-root-authentication-method=normal", *owner]  # fmt: skip
    made = subprocess.run(install, capture_output=True, text=True, timeout=60, check=False)
    if made.returncode:
        raise ServerError(
            f"mariadb-install-db ended with status {made.returncode}.\n{made.stdout}{made.stderr}"
        )
    databases = directory / "databases.sql"
    databases.write_text("".join(f"CREATE DATABASE `{name}`;\n" for name in HOSTS))
    server = Server(
        "MariaDB",
        [_program("mariadbd"), "--no-defaults", f"--datadir={data}", f"--socket={sockets}/mariadb",
         f"--pid-file={directory}/mariadb.pid", f"--init-file={databases}", "--skip-networking",
         "--character-set-server=utf8mb4", "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0",
         *owner],
        directory / "mariadb.log",
    )  # fmt: skip
    _ready_or_stopped(server, f"{sockets}/mariadb")
    return server


def _start_php(directory: Path, sockets: Path) -> Server:
    configuration = directory / "php-fpm.conf"
    user = "user = root\ngroup = root" if _ROOT else ""
    configuration.write_text(_written("php-fpm.conf", directory, sockets, user=user))
    fast = ["opcache.validate_timestamps=0", "opcache.jit_buffer_size=64M", "opcache.jit=tracing"]
    settings = [part for one in fast for part in ("-d", one)]  # a third less time a page
    command = [_php_fpm(), "--nodaemonize", *settings, "--fpm-config", str(configuration)]
    server = Server("PHP", command + (["--allow-to-run-as-root"] if _ROOT else []), directory / "php.log")
    _ready_or_stopped(server, f"{sockets}/php")
    return server


def _ready_or_stopped(server: Server, socket: str) -> None:
    try:
        server.wait_until(lambda: accepts(socket), 30)
    except BaseException:
        server.stop()
        raise


class _Blanks(Template):
    """`@name` is a blank to fill in; nginx itself needs the dollar."""

    delimiter = "@"


def _written(file: str, directory: Path, sockets: Path, **blanks: object) -> str:
    text = (MACHINE / file).read_text(encoding="utf-8")
    return _Blanks(text).substitute(directory=directory, sockets=sockets, **blanks)


def _program(name: str) -> str:
    """The path of a program, or an empty string; servers live where only root's PATH leads."""
    return shutil.which(name, path=_PATH) or ""


def _php() -> str:
    return _program("php")


def _php_fpm() -> str:
    versions = sorted(Path("/usr/sbin").glob("php-fpm*"))
    return str(versions[-1]) if versions else _program("php-fpm")


def _theme(*, classic: bool = False) -> str:
    """The newest installed theme of WordPress' own, of block templates or of `classic` PHP ones."""
    themes = [
        theme
        for theme in (PACKAGE / "wp-content" / "themes").glob("twenty*")
        if (theme / "templates" / "index.html").exists() is not classic
    ]
    newest = max(themes, key=lambda theme: (theme / "style.css").stat().st_mtime, default=None)
    return newest.name if newest else ""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_GREY = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 300, 200, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 300) * 200))
    + _chunk(b"IEND", b"")
)
"""A grey PNG of 300 x 200."""
