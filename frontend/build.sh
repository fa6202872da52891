#!/bin/sh
# Builds the design-system files that Kingfisher ships into kingfisher/web/static/vendor.
# For maintainers, after changing a version or a component: needs node 20 or newer. People who run Kingfisher never need it.
set -eu
cd "$(dirname "$0")"
OUT=../kingfisher/web/static/vendor

npm ci --no-audit --no-fund --ignore-scripts --silent
rm -rf "$OUT"
mkdir -p "$OUT/images" "$OUT/licences"
npx sass --quiet-deps --no-source-map --style=compressed --load-path=. --load-path=node_modules frontend.scss "$OUT/frontend.css"
npx esbuild frontend.js --bundle --minify --format=iife --target=es2020 --legal-comments=none --outfile="$OUT/frontend.js" --log-level=warning
cp licences/*.txt "$OUT/licences/"
# Only the images that the style sheet really names, so that no logo can slip in.
grep -o 'images/[a-z-]*\.svg' "$OUT/frontend.css" | sort -u | while read -r image; do
  cp "node_modules/@ministryofjustice/frontend/moj/assets/$image" "$OUT/$image"
done
node vendored.mjs "$OUT"
