use super::{Numbers, Window, package::Package, sizes::Sizes};

/// What start and memory are at most of the bare window's.
const START: f64 = 1.10;
const MEMORY: f64 = 0.95;

/// A row: what, of Pli, of what stands beside it, and the aim with whether it is met.
type Row = (&'static str, String, String, String);

/// The numbers in Markdown.
pub fn of(numbers: &Numbers) -> String {
    let Numbers { rounds, pli, bare, start_ratio, memory_ratio, seal_window_ms, package, sizes } = numbers;
    let beside = |of: fn(&Window) -> String| (of(pli), format!("{}, a bare Tauri window", of(bare)));
    let ((start, bare_start), (memory, bare_memory)) = (beside(start), beside(memory));
    let Package { seal_us, pdf_us, whole_us, age_us, ratio } = package;
    let Sizes { program, bare_program, deb, installed } = sizes;
    let rows: [Row; 9] = [
        ("start to the drawn page", start, bare_start, times(*start_ratio, START)),
        ("memory, all processes (PSS)", memory, bare_memory, times(*memory_ratio, MEMORY)),
        (
            "seal window, start to the drawn page",
            format!("{seal_window_ms} ms"),
            String::new(),
            at_most(*seal_window_ms as f64, 350.0, "ms"),
        ),
        ("consent PDF", milliseconds(*pdf_us), String::new(), at_most(*pdf_us as f64 / 1e3, 15.0, "ms")),
        ("sealing", milliseconds(*seal_us), String::new(), at_most(*seal_us as f64 / 1e3, 2.0, "ms")),
        (
            "a whole package, as a process",
            milliseconds(*whole_us),
            format!("{}, `age` alone", milliseconds(*age_us)),
            format!("{ratio:.2} ×"),
        ),
        ("program", megabytes(*program), format!("{}, a bare Tauri window", megabytes(*bare_program)), String::new()),
        ("Debian package", megabytes(*deb), String::new(), at_most(*deb as f64 / 1e6, 5.0, "MB")),
        ("installed", megabytes(*installed), String::new(), at_most(*installed as f64 / 1e6, 12.0, "MB")),
    ];
    let head = format!("\n| medians of {rounds} | Pli | beside | aim |\n| --- | --- | --- | --- |\n");
    rows.iter()
        .fold(head, |table, (what, pli, beside, aim)| table + &format!("| {what} | {pli} | {beside} | {aim} |\n"))
}

fn start(window: &Window) -> String {
    format!("{} ms", window.start_ms)
}

fn memory(window: &Window) -> String {
    format!("{} MiB", window.pss_kib / 1024)
}

fn milliseconds(microseconds: u64) -> String {
    format!("{:.1} ms", microseconds as f64 / 1e3)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

fn times(ratio: f64, aim: f64) -> String {
    format!("{ratio:.2} ×, at most {aim:.2} ×: {}", met(ratio <= aim))
}

fn at_most(value: f64, aim: f64, unit: &str) -> String {
    format!("at most {aim} {unit}: {}", met(value <= aim))
}

fn met(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}
