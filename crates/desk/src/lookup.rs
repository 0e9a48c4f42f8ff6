//! The sendings that a selector means, as the registry has them.

use crate::{
    Failure,
    registry::{Registry, Sending, State},
    selector::Selector,
};

impl Selector {
    /// The sending that is meant: of a request, the one that counts, or the last one that did.
    ///
    /// # Errors
    /// [`Failure::UnknownCase`], [`Failure::Contested`] where somebody chooses first, [`Failure::Registry`]
    pub async fn find(&self, registry: &mut Registry) -> Result<Sending, Failure> {
        let all = self.find_all(registry).await?;
        let open: Vec<&Sending> = all.iter().filter(|sending| sending.is_open()).collect();
        let uncontested = open.iter().find(|sending| sending.state != State::Contested);
        match (uncontested, open.as_slice()) {
            (Some(counts), _) if self.digits.is_none() => Ok((*counts).clone()),
            (_, [only]) => Ok((*only).clone()),
            (_, []) => {
                let last = all.into_iter().max_by_key(|sending| (sending.has_counted(), sending.closed_at));
                last.ok_or_else(|| Failure::UnknownCase(self.clone()))
            }
            _ => Err(Failure::Contested(self.reference.clone())),
        }
    }

    /// The only open sending that is meant, or the last one: where there are several, a request says of none that it
    /// counts.
    ///
    /// # Errors
    /// [`Failure::UnknownCase`], [`Failure::Contested`], [`Failure::Registry`]
    pub async fn find_only(&self, registry: &mut Registry) -> Result<Sending, Failure> {
        let mut all = self.find_all(registry).await?;
        let mut open = all.iter().filter(|sending| sending.is_open());
        match (open.next(), open.next()) {
            (Some(only), None) => Ok(only.clone()),
            (Some(_), Some(_)) => Err(Failure::Contested(self.reference.clone())),
            (None, _) => all.pop().ok_or_else(|| Failure::UnknownCase(self.clone())),
        }
    }

    /// Every sending that is meant, by when it came; at least one.
    ///
    /// # Errors
    /// [`Failure::UnknownCase`], [`Failure::Registry`]
    pub async fn find_all(&self, registry: &mut Registry) -> Result<Vec<Sending>, Failure> {
        let mut all = registry.sendings(&self.reference).await?;
        if let Some(digits) = &self.digits {
            all.retain(|sending| sending.package.to_string().starts_with(digits));
        }
        if all.is_empty() { Err(Failure::UnknownCase(self.clone())) } else { Ok(all) }
    }
}
