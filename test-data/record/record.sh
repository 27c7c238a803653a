#!/usr/bin/env bash
# Makes a recording: a real NGINX in front of real HTTP backends, under load, with faults switched on and off at known times.
#   record.sh --out DIR [--quick | --minutes N] [--rate X] [--seed N]
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
command -v python3 >/dev/null || { echo "record.sh: python3 is missing (Debian: apt-get install python3)" >&2; exit 2; }
PATH="$PATH:/usr/sbin:/usr/local/sbin"
command -v nginx >/dev/null || { echo "record.sh: nginx is missing (Debian: apt-get install nginx-light)" >&2; exit 2; }

# A busy machine would show up as latency: ask for a little precedence where we may.
if nice -n -5 true 2>/dev/null; then
  exec nice -n -5 python3 -B "$here/record.py" "$@"
fi
exec python3 -B "$here/record.py" "$@"
