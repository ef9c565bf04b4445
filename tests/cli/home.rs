//! A home for one test: a folder, the program run in it, and a copy of the sample deep dive.

use deepdive::app::places::Places;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The folder of the sample deep dive in a home.
pub const SAMPLE: &str = "Sample.deepdive";

/// What a command answered.
#[derive(Debug)]
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Every line of standard output as one JSON object, and nothing else.
    pub fn json(&self) -> Vec<Value> {
        let object = |line: &str| serde_json::from_str::<Value>(line).ok().filter(Value::is_object);
        self.out.lines().map(|line| object(line).unwrap_or_else(|| panic!("no JSON object: {line}\n{}", self.err))).collect()
    }

    /// The only JSON object.
    pub fn one(&self) -> Value {
        let all = self.json();
        assert_eq!(all.len(), 1, "{self:?}");
        all.into_iter().next().unwrap()
    }

    /// Checks the exit code.
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

/// A folder with a home for the program in it.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// An empty home.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A home with a copy of the sample deep dive in `SAMPLE`.
    pub fn with_sample() -> Self {
        let home = Self::new();
        copy(sample(), &home.path(SAMPLE));
        home
    }

    /// A path in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the program keeps its own things.
    pub fn places(&self) -> Places {
        Places { settings: self.path("home/settings"), cache: self.path("home/cache") }
    }

    /// Runs the program in this home's folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command().args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The program, to be run in this home's folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deepdive"));
        command.current_dir(self.folder.path()).env("DEEPDIVE_HOME", self.path("home")).env("USERNAME", "Test Analyst");
        command
    }

    /// Writes a file.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        deepdive::store::durable::save(&self.path(name), bytes.as_ref()).unwrap();
    }

    /// Makes a project with two small documents of two cases.
    pub fn small(&self, project: &str) {
        self.write("reviews/RR Child Y.txt", Y);
        self.write("reviews/RR Child Z.txt", Z);
        self.run(&["new", project]).ended(0);
        self.run(&["import", project, "reviews"]).ended(0);
    }

    /// The journals of a project, by name.
    pub fn journals(&self, project: &str) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.path(project).join("journal")).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
        paths.sort();
        paths
    }

    /// Every byte of a project, file by file.
    pub fn state(&self, project: &str) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.path(project)).into_iter().map(|p| (p.clone(), std::fs::read(p).unwrap())).collect()
    }
}

/// A small document about Child Y.
pub const Y: &str = "Rapid review: Child Y\n\nChild Y was seen by the health visitor twice. Nobody asked about the father.\n\n\
    The father was not known to the midwife. There was no evidence of domestic abuse in the file.\n";

/// A small document about Child Z.
pub const Z: &str = "Rapid review: Child Z\n\nThe midwives shared what they knew with the health visitor at once.\n\n\
    Zebedee Quill, the father, was at every appointment.\n";

/// The sample deep dive, made once for all tests.
pub fn sample() -> &'static Path {
    static MADE: OnceLock<(Home, PathBuf)> = OnceLock::new();
    let (_, project) = MADE.get_or_init(|| {
        let home = Home::new();
        let made = home.run(&["sample", "made", "--json"]).ended(0).one();
        let project = home.path(made["project"].as_str().unwrap());
        (home, project)
    });
    project
}

/// All files under a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&file, target).unwrap();
    }
}

/// The names of a JSON object's values, sorted.
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Checks that an object has all keys of `must`, and none but those and `may`.
pub fn has_keys(value: &Value, must: &[&str], may: &[&str]) {
    let keys = keys(value);
    assert!(must.iter().all(|k| keys.contains(k)), "one of {must:?} is missing in {value}");
    assert!(keys.iter().all(|k| must.contains(k) || may.contains(k)), "beside {must:?} and {may:?} there is more in {value}");
}
