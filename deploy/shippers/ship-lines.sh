#!/usr/bin/env bash
# Follows a log file and posts its lines to a path of the HTTP receiver, with curl and what every server has. The file is the buffer: what
# is not posted yet waits in it, and a restart goes on where the last one was, also in a file that logrotate renamed (delaycompress).
#   ship-lines.sh LOG CONFIG STATE
#     LOG     such as /var/log/nginx/calls.log
#     CONFIG  for curl, readable by nobody else:  url = "https://receiver.example/in/nginx"
#                                                 header = "Authorization: Bearer TOKEN"
#     STATE   a file that it keeps: which file, up to where, and what is being posted
# Each request has an id. After a crash the same bytes go under the same id, so the receiver writes them once.
set -uo pipefail
export LC_ALL=C
[ $# = 3 ] || { sed -n '2,9s/^# //p' "$0" >&2; exit 2; }
log=$1 config=$2 state=$3
most=400000 # bytes at once; the receiver takes limit.body.bytes
[ -r "$config" ] || { echo "ship-lines.sh: $config cannot be read (expected: url and header for curl)" >&2; exit 2; }
part=$(mktemp) && body=$(mktemp) || exit 2
trap 'rm -f "$part" "$body"' EXIT
trap 'exit 0' TERM INT
inode='' offset=0 length=0 pause=1
[ -s "$state" ] && read -r inode offset length <"$state"

remember() { printf '%s %s %s\n' "$inode" "$offset" "$length" >"$state.new" && mv "$state.new" "$state"; }

# Waits so that a signal is heard at once.
rest() { sleep "$1" & wait $!; }

# The files of the log, oldest first.
files() { find "$log" "$log".* -prune ! -name '*.gz' ! -name '*.xz' -printf '%T@ %i %p\n' 2>/dev/null | sort -n; }

begin() { inode=$1 offset=0 length=0 && remember; }

# The file that is being read, whatever it is called by now.
current() {
  files | while read -r _ number path; do
    if [ "$number" = "$inode" ]; then printf '%s\n' "$path" && break; fi
  done
}

# Makes length that of the whole lines from the offset on; a line longer than one request is cut.
take() {
  local unfinished
  tail -c "+$((offset + 1))" "$1" | head -c "$most" >"$part"
  length=$(stat -c %s "$part")
  if [ "$length" -gt 0 ] && [ "$(tail -c 1 "$part" | od -An -tx1)" != ' 0a' ]; then
    unfinished=$(tail -n 1 "$part" | wc -c)
    [ "$unfinished" -ge "$most" ] || length=$((length - unfinished))
  fi
}

# Prints the status, 000 for no answer. NGINX logs a path as it came, and the receiver takes UTF-8 only.
post() {
  tail -c "+$((offset + 1))" "$1" | head -c "$length" >"$part"
  iconv -c -f UTF-8 -t UTF-8 "$part" >"$body" 2>/dev/null
  curl --config "$config" --silent --max-time 30 --output /dev/null --write-out '%{http_code}' --data-binary "@$body" \
    --header 'Content-Type: text/plain' --header "X-Delivery: $inode-$offset-$(sha256sum <"$part" | cut -c 1-32)"
}

while :; do
  file=$(current)
  if [ -z "$file" ]; then
    # The first start, or a file that is gone: the oldest that is not older than what was read is not known, so the one that is written.
    [ -z "$inode" ] || echo "ship-lines.sh: the file with inode $inode is gone; what was not posted of it is lost" >&2
    if [ -e "$log" ]; then begin "$(stat -c %i "$log")"; else rest 1; fi
    continue
  fi
  if [ "$(stat -c %s "$file")" -lt $((offset + length)) ]; then
    echo "ship-lines.sh: $file became shorter (copytruncate); what was not posted of it is lost" >&2
    begin "$inode"
  fi
  [ "$length" -gt 0 ] || take "$file"
  if [ "$length" -gt 0 ]; then
    remember
    status=$(post "$file")
    if [ "$status" = 200 ]; then
      offset=$((offset + length)) length=0 pause=1
      remember
    else
      echo "ship-lines.sh: the receiver answered $status; again in $pause s" >&2
      rest "$pause"
      pause=$((pause < 16 ? pause * 2 : 30))
    fi
  elif [ "$file" != "$log" ] && [ -z "$(find "$file" -newermt '-10 seconds')" ]; then
    # Renamed, and nobody writes to it any more: the next one.
    next=$(files | grep -A 1 -F " $inode " | tail -n 1 | cut -d ' ' -f 2)
    if [ "$next" != "$inode" ]; then begin "$next"; else rest 1; fi
  else
    rest 1
  fi
done
