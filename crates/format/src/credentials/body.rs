use std::{collections::BTreeMap, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use zeroize::Zeroizing;

use super::MalformedBody;

/// Reads a JSON object of texts. Values go from the parser's buffer straight into memory that is
/// wiped; where a text holds escapes, the parser's own buffer is left to the process's end.
pub(super) fn parse(body: &[u8]) -> Result<BTreeMap<String, Zeroizing<String>>, MalformedBody> {
    serde_json::from_slice(body).map(|Fields(fields)| fields).map_err(|_| MalformedBody)
}

pub(crate) struct Fields(pub BTreeMap<String, Zeroizing<String>>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor).map(Self)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = BTreeMap<String, Zeroizing<String>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("credential fields")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut fields = BTreeMap::new();
        while let Some((id, Secret(value))) = map.next_entry::<String, Secret>()? {
            if fields.insert(id, value).is_some() {
                return Err(M::Error::custom("a field stands twice"));
            }
        }
        Ok(fields)
    }
}

struct Secret(Zeroizing<String>);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(SecretVisitor).map(Self)
    }
}

struct SecretVisitor;

impl Visitor<'_> for SecretVisitor {
    type Value = Zeroizing<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Zeroizing::new(value.to_owned()))
    }
}
