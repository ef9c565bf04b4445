//! The project folder on disk. Only this folder of the source touches it, through `Files`.

pub mod documents;
pub mod durable;
pub mod files;
pub mod folder;
mod gather;
pub mod identity;
pub mod journal;
pub mod line;
pub mod writer;
