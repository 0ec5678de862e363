#!/bin/sh
# Registers a client for a machine, or brings an existing one up to date: safe to run again.
#
#   chancery login --server https://id.example.com
#   umask 077
#   examples/client-secret-client.sh <realm> <client-id> <name> [<audience>] > <client-id>.secret
#
# Prints the secret when it makes the client, and nothing when the client was there: its secrets stay as they are.
# `chancery` is found on the PATH, or named by $CHANCERY_CLI_COMMAND.
set -eu

if [ $# -lt 3 ] || [ $# -gt 4 ]; then
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
realm=$1
client=$2
name=$3
audience=${4:-}

chancery=${CHANCERY_CLI_COMMAND:-chancery}

wanted() { # the same members for both ways
    set -- "$@" --realm "$realm" --name "$name" --grant-type client_credentials --output json
    [ -z "$audience" ] || set -- "$@" --audience "$audience"
    "$chancery" "$@"
}

member() { # of the JSON that the command line prints
    sed -n "s/.*\"$1\" : \"\(.*\)\",\{0,1\}\$/\1/p"
}

listed=$("$chancery" client list --realm "$realm" --client-id "$client" --output json)

if printf '%s\n' "$listed" | member clientId | grep -Fxq -- "$client"; then
    wanted client update "$client" >/dev/null
    "$chancery" client enable "$client" --realm "$realm" >/dev/null
    echo "$client is up to date in $realm; its secrets are as they were." >&2
else
    made=$(wanted client create "$client")
    printf '%s\n' "$made" | member clientSecret
    echo "$client is registered in $realm; its secret is shown this once." >&2
fi
