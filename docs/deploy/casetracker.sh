#!/bin/sh
# /usr/local/sbin/casetracker
# A command of CaseTracker, run as the service runs: same user, same settings, same place for its data. It reads files from the folder in which it is called; that user must be able to read them.
[ -t 0 ] && terminal=--pty || terminal=--pipe
exec systemd-run --quiet "$terminal" --wait --collect --same-dir --uid=casetracker --gid=casetracker --property=UMask=0077 \
  --property="StateDirectory=casetracker casetracker-keys" --property=StateDirectoryMode=0700 --property=EnvironmentFile=-/etc/casetracker/environment \
  --setenv=ASPNETCORE_ENVIRONMENT=Production --setenv=CaseTracker__DataDirectory=/var/lib/casetracker \
  /opt/casetracker/CaseTracker.Web "$@"
