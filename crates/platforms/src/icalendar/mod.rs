//! Calendars (RFC 5545).
pub(crate) fn read(
    _: &str,
    _: &str,
) -> Result<
    (parvis_domain::programme::Programme, Vec<crate::programme_file::Note>),
    crate::programme_file::ProgrammeFileFault,
> {
    Err(crate::programme_file::ProgrammeFileFault::Empty)
}
