use std::fs;

use fantoccini::Client;
use serde_json::json;
use xtask::workspace;

/// The success criteria that count: WCAG 2.0, 2.1 and 2.2, levels A and AA.
const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// What axe-core finds against WCAG 2.2 A and AA in the page as it is now: rule and place of each.
pub async fn violations(client: &Client) -> Vec<String> {
    let file = workspace::root().join("tests/e2e/node_modules/axe-core/axe.min.js");
    let source = fs::read_to_string(file).expect("axe-core is installed: `cargo xtask test` does it");
    client.execute(&format!("{source}; return true;"), vec![]).await.expect("axe-core loads");
    let script = "const [values, done] = arguments; \
                  axe.run(document, { runOnly: { type: 'tag', values } }) \
                     .then((r) => done(r.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`))), \
                           (e) => done([`axe failed: ${e}`]));";
    let found = client.execute_async(script, vec![json!(RULES)]).await.expect("axe-core runs");
    found
        .as_array()
        .expect("a list")
        .iter()
        .map(|violation| violation.as_str().map_or_else(|| violation.to_string(), str::to_owned))
        .collect::<Vec<_>>()
}
