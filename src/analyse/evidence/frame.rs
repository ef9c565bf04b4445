//! National and local frames that themes and findings are crosswalked to.
//!
//! Kent's nine themes are those of the Kent Safeguarding Children Board's learning analysis of April 2018 to March 2019.
//! The Panel's six practice themes are those of the Child Safeguarding Practice Review Panel's annual report 2020; their
//! wording here is shortened.

/// One theme of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its id in codebooks, such as "K4".
    pub id: &'static str,
    /// The frame: "Kent" or "Panel".
    pub set: &'static str,
    /// Its number in the frame.
    pub number: u8,
    /// Its name.
    pub name: &'static str,
}

const FRAMES: [Frame; 15] = [
    kent("K1", 1, "Assessments and use of historic information"),
    kent("K2", 2, "Inquisitive practice and meaningful engagement"),
    kent("K3", 3, "Fathers and new adults in the family"),
    kent("K4", 4, "Information sharing and record keeping"),
    kent("K5", 5, "Neglectful families and sustained change"),
    kent("K6", 6, "Children's attendance at appointments"),
    kent("K7", 7, "Multi-agency challenge and escalation"),
    kent("K8", 8, "Parents with additional needs"),
    kent("K9", 9, "Vulnerability of small children and babies"),
    panel("N1", 1, "Understanding what the child's daily life is like"),
    panel("N2", 2, "Working with families whose engagement is reluctant and sporadic"),
    panel("N3", 3, "Critical thinking and challenge"),
    panel("N4", 4, "Responding to changing risk and need"),
    panel("N5", 5, "Sharing information in a timely and appropriate way"),
    panel("N6", 6, "Organisational leadership and culture for good outcomes"),
];

const fn kent(id: &'static str, number: u8, name: &'static str) -> Frame {
    Frame { id, set: "Kent", number, name }
}

const fn panel(id: &'static str, number: u8, name: &'static str) -> Frame {
    Frame { id, set: "Panel", number, name }
}

/// Every theme of every frame, in order.
#[must_use]
pub const fn frames() -> &'static [Frame] {
    &FRAMES
}

impl Frame {
    /// The theme with an id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        FRAMES.iter().find(|f| f.id.eq_ignore_ascii_case(id.trim()))
    }

    /// "Kent theme 4".
    #[must_use]
    pub fn short(&self) -> String {
        format!("{} theme {}", self.set, self.number)
    }

    /// "Kent theme 4, Information sharing and record keeping".
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}, {}", self.short(), self.name)
    }
}
