//! Where the program keeps what is not part of a project: settings, writer identities, search indexes.
//!
//! `DEEPDIVE_HOME` names one folder for all of it; tests and portable installations use that.

use directories::ProjectDirs;
use std::path::PathBuf;
use uuid::Uuid;

/// The program's own folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Settings and writer identities.
    pub settings: PathBuf,
    /// Search indexes; may be deleted at any time.
    pub cache: PathBuf,
}

impl Places {
    /// The folders that the system gives to programs of this user.
    #[must_use]
    pub fn of_system() -> Self {
        if let Some(home) = std::env::var_os("DEEPDIVE_HOME").filter(|h| !h.is_empty()) {
            let home = PathBuf::from(home);
            return Self { settings: home.join("settings"), cache: home.join("cache") };
        }
        match ProjectDirs::from("", "", "Deepdive") {
            // Local, never roaming: a writer identity must not follow a person to another computer.
            Some(dirs) => Self { settings: dirs.data_local_dir().join("settings"), cache: dirs.cache_dir().to_owned() },
            None => {
                let home = std::env::temp_dir().join("deepdive");
                Self { settings: home.join("settings"), cache: home.join("cache") }
            }
        }
    }

    /// The folder of a project's search index.
    #[must_use]
    pub fn index_of(&self, project: Uuid) -> PathBuf {
        self.cache.join("index").join(project.simple().to_string())
    }
}
