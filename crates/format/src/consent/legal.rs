use std::sync::LazyLock;

use super::Controller;

static COMPILED_IN: LazyLock<Controller> = LazyLock::new(|| {
    Controller::parse(include_str!("../../../../assets/legal.toml")).expect("legal.toml is valid, as a test proves")
});

impl Controller {
    /// The controller that this version of Pli names.
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }
}
