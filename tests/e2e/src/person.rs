use serde_json::{Value, json};

/// Who walks through the app, and what they answer.
#[derive(Clone, Debug)]
pub struct Person {
    /// `lcl` or `credit-mutuel`.
    pub bank: &'static str,
    /// The accounts that are missing.
    pub accounts: &'static [&'static str],
    /// Typed in the form.
    pub name: &'static str,
    /// Typed in the form.
    pub email: &'static str,
    /// Typed in the form.
    pub reference: &'static str,
    /// Typed in the form.
    pub description: &'static str,
}

impl Person {
    /// LCL, a missing PEA.
    pub const LCL: Self = Self {
        bank: "lcl",
        accounts: &["pea"],
        name: "Hélène Marchand",
        email: "helene.marchand@exemple.fr",
        reference: "K7M4-Q2XD",
        description: "Mon PEA a disparu quand j’ai changé de téléphone.",
    };

    /// Crédit Mutuel, a missing savings account.
    pub const CREDIT_MUTUEL: Self = Self {
        bank: "credit-mutuel",
        accounts: &["epargne"],
        description: "Mon livret n’apparaît plus depuis la mise à jour.",
        ..Self::LCL
    };

    /// What is typed in each field of "Vous et le problème".
    pub fn told(&self) -> [(&'static str, &'static str); 4] {
        [("name", self.name), ("email", self.email), ("reference", self.reference), ("description", self.description)]
    }

    /// Whether the bank's rules ask for a manual synchronisation first.
    pub fn synchronises_first(&self) -> bool {
        self.bank == "credit-mutuel"
    }
}

/// What is typed in the seal window, in the order of its fields. A credential is neither printed
/// nor copied.
pub struct Credentials(Vec<(&'static str, String)>);

impl Credentials {
    /// Demonstration credentials that look as LCL's do.
    pub fn of_lcl() -> Self {
        Self(vec![("identifiant", "0481516234".to_owned()), ("code", "482915".to_owned())])
    }

    /// Demonstration credentials that look as Crédit Mutuel's do.
    pub fn of_credit_mutuel() -> Self {
        Self(vec![("identifiant", "0481516234".to_owned()), ("mot-de-passe", "demonstration-2026".to_owned())])
    }

    /// Credentials with these values.
    pub fn new(fields: Vec<(&'static str, String)>) -> Self {
        Self(fields)
    }

    /// Name and value of each field.
    pub fn fields(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// Whether one of them is hidden and has no usual form.
    pub fn cannot_be_checked(&self) -> bool {
        self.0.iter().any(|(name, _)| *name == "mot-de-passe")
    }

    /// Whether a decrypted payload holds exactly these fields.
    pub fn are(&self, fields: &Value) -> bool {
        let typed: serde_json::Map<String, Value> =
            self.0.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        fields == &Value::Object(typed)
    }
}
