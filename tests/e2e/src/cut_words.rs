use fantoccini::Client;
use serde_json::Value;

/// Makes every text of the page two fifths longer, as another language may, tells which then stick out or are cut,
/// and gives each its words back.
const SCRIPT: &str = r"
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  if (node.data.trim() !== '' && !node.parentElement.closest('.hidden-text, dialog:not([open])')) texts.push([node, node.data]);
}
const pad = ' Éÿâçôü Ŵîñgẽšt';
for (const [node, text] of texts) {
  const longer = pad.repeat(Math.ceil(text.length / pad.length)).slice(0, Math.max(2, Math.ceil(text.length * 0.4)));
  node.data = text.trimEnd() + longer + (/\s$/.test(text) ? ' ' : '');
}
const found = [];
const block = (element) => (getComputedStyle(element).display.startsWith('inline') ? block(element.parentElement) : element);
for (const [node, text] of texts) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const at = range.getBoundingClientRect();
  if (at.width === 0) continue;
  const around = block(node.parentElement).getBoundingClientRect();
  if (at.right > Math.min(around.right, innerWidth) + 1 || at.left < Math.max(around.left, 0) - 1) found.push(`sticks out: ${text.trim()}`);
}
for (const element of document.querySelectorAll('body, body *')) {
  const { overflowX, overflowY } = getComputedStyle(element);
  const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
  // The dots of the quiet line repeat its sentence, and go where they do not fit beside it.
  if (element.closest('.hidden-text, svg, .whereabouts__way') || element.clientWidth <= 1) continue;
  if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) found.push(`sideways: ${element.tagName} ${element.className}`);
  if (hides(overflowY) && element.scrollHeight > element.clientHeight + 1) found.push(`cut: ${element.tagName} ${element.className}`);
}
for (const [node, text] of texts) node.data = text;
return found;
";

/// The texts of the page that would be cut, or would stick out, if every one were two fifths longer.
pub async fn cut_words(client: &Client) -> Vec<String> {
    let found = client.execute(SCRIPT, vec![]).await.expect("the page answers");
    found.as_array().expect("a list").iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
