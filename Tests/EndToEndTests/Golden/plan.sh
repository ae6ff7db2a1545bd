#!/bin/sh
# Switches settings of S3 Block Public Access on. Made by bpa-ready 0.1.0, as of 2020-02-10T00:00:00Z.
#
#   sh FILE            switch on, and verify
#   sh FILE verify     only verify
#   sh FILE rollback   back to what was there before
#
# It needs the AWS CLI, and s3:GetBucketPublicAccessBlock and s3:PutBucketPublicAccessBlock.
# What was there before is kept in the folder bpa-ready-before, or where BPA_READY_BEFORE says.
#
# Nothing is done to:
#   payments-exports (unknown): BlockPublicAcls: management: no management event of the bucket was seen; IgnorePublicAcls: object-reads: no object-reads event of the bucket was seen; BlockPublicPolicy: management: no management event of the bucket was seen
#   payments-press-kit (exempt): logos and press releases for journalists, served without CloudFront until PAY-1234
#   reporting-scratch (undeclared): no policy claims it: add it to the file of the team that owns it

set -u
folder=${BPA_READY_BEFORE:-bpa-ready-before}
failed=0

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; failed=1; }

# call COMMAND BUCKET OWNER ...: the CLI, of the account that is meant and of no other.
call() {
  command=$1 bucket=$2 owner=$3
  shift 3
  if [ -n "$owner" ]; then set -- --expected-bucket-owner "$owner" "$@"; fi
  aws s3api "$command" --bucket "$bucket" "$@"
}

# present BUCKET OWNER: the four settings as they are, true or false, or 'none'.
present() {
  if answer=$(call get-public-access-block "$1" "$2" --output text --query \
    'PublicAccessBlockConfiguration.[BlockPublicAcls,IgnorePublicAcls,BlockPublicPolicy,RestrictPublicBuckets]' 2>&1); then
    words=$(printf '%s' "$answer" | tr '[:upper:]\t' '[:lower:] ' | sed 's/none/false/g')
    if printf '%s\n' "$words" | grep -Eqx '(true|false)( (true|false)){3}'; then
      printf '%s\n' "$words"
      return 0
    fi
  else
    case $answer in
      *'(NoSuchPublicAccessBlockConfiguration)'*) echo none; return 0 ;;
    esac
  fi
  say "$1: its settings cannot be read, so nothing is done: $answer"
  return 1
}

# put BUCKET OWNER ACLS IGNORE POLICY RESTRICT
put() {
  call put-public-access-block "$1" "$2" --public-access-block-configuration \
    "BlockPublicAcls=$3,IgnorePublicAcls=$4,BlockPublicPolicy=$5,RestrictPublicBuckets=$6"
}

# merge WANTED BEFORE: a setting that is on stays on.
merge() { if [ "$1" = true ] || [ "$2" = true ]; then echo true; else echo false; fi; }

switch_on() {
  before=$(present "$1" "$2") || { failed=1; return 0; }
  if ! mkdir -p "$folder"; then fail "$1: what is there cannot be kept, so nothing is done"; return 0; fi
  # What was there before the first run is what to go back to.
  if [ ! -e "$folder/$1" ]; then
    printf '%s\n' "$before" >"$folder/$1" || { fail "$1: what is there cannot be kept, so nothing is done"; return 0; }
  fi
  if [ "$before" = none ]; then before='false false false false'; fi
  # shellcheck disable=SC2086 # Four words.
  set -- "$@" $before
  if put "$1" "$2" "$(merge "$3" "$7")" "$(merge "$4" "$8")" "$(merge "$5" "$9")" "$(merge "$6" "${10}")"; then
    verify "$@"
  else
    fail "$1: not switched on"
  fi
}

verify() {
  now=$(present "$1" "$2") || { failed=1; return 0; }
  # shellcheck disable=SC2086 # Four words, or one.
  set -- "$1" "$2" "$3" "$4" "$5" "$6" $now
  for flag in "$3 ${7:-}" "$4 ${8:-}" "$5 ${9:-}" "$6 ${10:-}"; do
    case $flag in
      'true true' | keep*) ;;
      *) fail "$1: not on as it should be: $now"; return 0 ;;
    esac
  done
  say "$1: on ($now)"
}

roll_back() {
  if [ ! -r "$folder/$1" ]; then fail "$1: $folder holds nothing to go back to"; return 0; fi
  read -r before <"$folder/$1" || before=
  case $before in
    none) call delete-public-access-block "$1" "$2" || { fail "$1: not rolled back"; return 0; } ;;
    'true '* | 'false '*)
      # shellcheck disable=SC2086 # Four words.
      put "$1" "$2" $before || { fail "$1: not rolled back"; return 0; } ;;
    *) fail "$1: $folder/$1 cannot be read"; return 0 ;;
  esac
  say "$1: back to $before"
}

each() {
  # BlockPublicAcls stays as it is: 8 requests with a public ACL by 2 callers
  "$1" 'payments-invoices' '111122223333' keep true true true
  "$1" 'payments-ledger' '111122223333' true true true true
}

case ${1:-apply} in
  apply) each switch_on ;;
  verify) each verify ;;
  rollback) each roll_back ;;
  *) say "usage: sh $0 [apply|verify|rollback]"; exit 64 ;;
esac
exit "$failed"
