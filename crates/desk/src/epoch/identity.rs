use std::io::{Read, Write};

use age::{
    Callbacks, DecryptError, Decryptor, Encryptor, IdentityFile,
    armor::{ArmoredReader, ArmoredWriter, Format},
    secrecy::{ExposeSecret, SecretString},
};
use zeroize::Zeroizing;

use super::{EpochError, Protection};

/// The longest identity file, in bytes: one identity and comments.
const LONGEST: u64 = 4096;

/// An identity to be written.
pub struct NewIdentity {
    pub identity: Vec<u8>,
    pub extension: &'static str,
    pub recipient: String,
}

pub fn make(protection: Protection) -> Result<NewIdentity, EpochError> {
    match protection {
        Protection::Plugin { identity, recipient } => {
            identity.parse::<age::plugin::Identity>().map_err(|error| EpochError::Malformed(error.to_owned()))?;
            Ok(NewIdentity { identity: format!("{identity}\n").into_bytes(), extension: "plugin", recipient })
        }
        Protection::Passphrase { passphrase, work_factor } => {
            let identity = age::x25519::Identity::generate();
            let recipient = identity.to_public().to_string();
            let file = encrypt(&identity.to_string(), &passphrase, work_factor)?;
            Ok(NewIdentity { identity: file, extension: "age", recipient })
        }
    }
}

/// As `age -e -p -a` does, so that stock `age -d` opens it.
fn encrypt(identity: &SecretString, passphrase: &str, work_factor: Option<u8>) -> Result<Vec<u8>, EpochError> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.to_owned().into());
    if let Some(log_n) = work_factor {
        recipient.set_work_factor(log_n);
    }
    let recipients = [&recipient as &dyn age::Recipient];
    let encryptor =
        Encryptor::with_recipients(recipients.into_iter()).map_err(|error| EpochError::Age(error.to_string()))?;
    let armored = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armored)?;
    writer.write_all(identity.expose_secret().as_bytes())?;
    writer.write_all(b"\n")?;
    Ok(writer.finish()?.finish()?)
}

/// The identity file that this passphrase opens; nothing if the passphrase is wrong.
pub fn decrypt(file: &[u8], passphrase: &Zeroizing<String>) -> Result<Option<Zeroizing<Vec<u8>>>, EpochError> {
    let malformed = |error: DecryptError| EpochError::Malformed(error.to_string());
    let decryptor = Decryptor::new_buffered(ArmoredReader::new(file)).map_err(malformed)?;
    if !decryptor.is_scrypt() {
        return Err(EpochError::Malformed("the identity is not protected by a passphrase".to_owned()));
    }
    let identity = age::scrypt::Identity::new(passphrase.to_string().into());
    match decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)) {
        Ok(reader) => {
            let mut opened = Zeroizing::new(Vec::with_capacity(file.len()));
            reader.take(LONGEST).read_to_end(&mut opened)?;
            Ok(Some(opened))
        }
        Err(DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys) => {
            Ok(None)
        }
        Err(error) => Err(malformed(error)),
    }
}

/// The identities of an identity file (age's format), native or a plugin's.
pub fn read(file: &[u8], callbacks: impl Callbacks) -> Result<Vec<Box<dyn age::Identity + Send + Sync>>, EpochError> {
    let file = IdentityFile::from_buffer(file).map_err(|error| EpochError::Malformed(error.to_string()))?;
    file.with_callbacks(callbacks).into_identities().map_err(|error| match error {
        DecryptError::PluginResolve(age::plugin::ResolveError::MissingPlugin { binary_name }) => {
            EpochError::PluginMissing(binary_name.trim_start_matches("age-plugin-").to_owned())
        }
        error => EpochError::Age(error.to_string()),
    })
}
