#!/bin/sh
# Installs what tests of real programs need: WordPress, its database, PHP, nginx, wget, Chromium and cron, from Debian.
#
# Does nothing when everything is there. Where it cannot install (not Debian, not root, no network) it says
# so in one sentence and still succeeds: those tests are then skipped with that reason.
# No service is started or left enabled; the tests start private servers of their own.
set -eu

# The order matters to apt: a web server and a PHP that are already chosen keep Apache away.
packages="nginx php-fpm php php-cli php-mysql php-xml php-mbstring mariadb-server-core mariadb-client wordpress wget chromium cron"
themes="wordpress-theme-twentytwentythree wordpress-theme-twentytwentyone"

cannot() {
    echo "The real-server tests will be skipped: $1."
    exit 0
}

missing() {
    for package in $packages; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || cannot "this is not Debian (no apt-get)"
wanted=$(missing)
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null ||
        cannot "installing $(echo $wanted) needs root; run 'sudo $0' once"
    exec sudo -n sh "$0"
fi

log=$(mktemp)
policy=/usr/sbin/policy-rc.d
trap 'rm -f "$log" ${own_policy:-}' EXIT
if [ ! -e "$policy" ]; then # the administrator's own rule, where there is one, stands
    own_policy=$policy
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
        -o Acquire::Retries=1 -o Acquire::http::Timeout=15 -o Dpkg::Options::=--force-unsafe-io \
        "$@" >>"$log" 2>&1 </dev/null
}

install() {
    known=$(apt-cache --names-only search '^wordpress-theme-' | cut -d' ' -f1)
    for theme in $themes; do
        case "$known" in *"$theme"*) wanted="$wanted $theme" ;; esac
    done
    apt install --no-install-recommends --no-remove $wanted
}

echo "Installing Debian packages for the real-server tests: $(echo $wanted)"
install || { timeout 90 apt-get -q update >>"$log" 2>&1 </dev/null; install; } || {
    tail -n 5 "$log" >&2
    cannot "apt-get could not install the packages (its last words are above)"
}

if [ -d /run/systemd/system ]; then # Debian enables a new service for the next boot; nobody asked for one
    for package in nginx php-fpm; do
        case " $(echo $wanted) " in *" $package "*) ;; *) continue ;; esac
        for unit in /lib/systemd/system/*"${package#php-}".service; do
            systemctl --quiet disable "$(basename "$unit")" || true
        done
    done
fi
