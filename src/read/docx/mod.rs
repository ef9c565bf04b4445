//! Word.
use super::{Reader, Refusal};
use crate::text::SourceText;
pub struct Docx;
impl Reader for Docx {
    fn id(&self) -> &'static str {
        "docx/1"
    }
    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        super::archive::Archive::open(bytes)?;
        Ok(Default::default())
    }
}
