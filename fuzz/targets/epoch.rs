use pli_format::bundle::Epoch;

pub fn run(json: &[u8]) {
    let Ok(epoch) = serde_json::from_slice::<Epoch>(json) else { return };
    let recipient = epoch.recipient().to_string();
    assert!(recipient.starts_with("age1") && recipient.parse::<pli_format::recipients::Recipient>().is_ok());
    assert_eq!(epoch.name().to_string().len(), 7);
}
