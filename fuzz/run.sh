#!/bin/sh
# Fuzzes one target for some seconds: run.sh rtf 600
set -eu
cd "$(dirname "$0")"
target=$1
seconds=$2
words=
[ -s "$target.dict" ] && words=-dict=$target.dict
mkdir -p "corpus/$target" "artifacts/$target"
# The worker reads on a thread with a stack of this size.
ulimit -s 65536
program=$(ls -t target/*/release/"$target" 2>/dev/null | head -n 1)
if [ -z "$program" ]; then
    RUSTC_BOOTSTRAP=1 cargo fuzz build --fuzz-dir . -s none -O
    program=$(ls -t target/*/release/"$target" | head -n 1)
fi
exec nice -n 10 "$program" "corpus/$target" -artifact_prefix="artifacts/$target/" $words -max_total_time="$seconds" \
    -timeout=10 -rss_limit_mb=1536 -max_len=200000 -print_final_stats=1
