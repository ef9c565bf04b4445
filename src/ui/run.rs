//! Opens the window: the renderer that suits the computer, and one sentence when there is no display.
//!
//! OpenGL (`glow`) is the ordinary renderer: on a computer without a graphics card it draws five times as many
//! frames as `wgpu`. When one renderer cannot start, the other one is tried.

use crate::app::import::MakeExtract;
use crate::app::places::Places;
use crate::app::settings::Settings;
use crate::ui::app::DeepdiveApp;
use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;
use std::path::PathBuf;
use std::time::Instant;

/// Which renderer draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// OpenGL.
    Glow,
    /// Vulkan, Metal, Direct3D, or OpenGL through wgpu.
    Wgpu,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// One sentence that names what is missing.
pub fn run(readers: &MakeExtract, open: Option<&PathBuf>, wanted: Option<Drawing>, frames: Option<u32>) -> Result<(), String> {
    display()?;
    let places = Places::of_system();
    let settings = Settings::load(&places.settings);
    let first = wanted.unwrap_or(if settings.wgpu { Drawing::Wgpu } else { Drawing::Glow });
    let second = if first == Drawing::Glow { Drawing::Wgpu } else { Drawing::Glow };
    let Err(why) = start(first, &places, readers, open, frames) else { return Ok(()) };
    tracing::warn!("{first:?} could not start: {why}");
    start(second, &places, readers, open, frames).map_err(|also| missing(&why.to_string(), &also.to_string()))
}

fn start(
    drawing: Drawing,
    places: &Places,
    readers: &MakeExtract,
    open: Option<&PathBuf>,
    frames: Option<u32>,
) -> eframe::Result {
    let begun = Instant::now();
    let viewport = ViewportBuilder::default()
        .with_title("Deepdive")
        .with_app_id("deepdive")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([640.0, 400.0])
        .with_drag_and_drop(true);
    let renderer = match drawing {
        Drawing::Glow => Renderer::Glow,
        Drawing::Wgpu => Renderer::Wgpu,
    };
    let options = NativeOptions { viewport, renderer, ..NativeOptions::default() };
    let (places, readers, open) = (places.clone(), readers.clone(), open.cloned());
    eframe::run_native(
        "Deepdive",
        options,
        Box::new(move |cc| {
            let app = DeepdiveApp::new(&cc.egui_ctx, places, readers, open);
            Ok(Box::new(Counted { app, begun, left: frames, drawn: 0 }))
        }),
    )
}

/// The program, closing by itself after a number of frames when that was asked for.
struct Counted {
    app: DeepdiveApp,
    begun: Instant,
    left: Option<u32>,
    drawn: u32,
}

impl eframe::App for Counted {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
        let Some(left) = self.left else { return };
        self.drawn += 1;
        // The first pass only loads the fonts.
        if self.drawn == 2 {
            eprintln!("First frame after {} ms", self.begun.elapsed().as_millis());
        }
        if self.drawn >= left {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
    }
}

/// On Linux a window needs a display server; without one the toolkit's own message names no remedy.
#[cfg(all(unix, not(target_os = "macos")))]
fn display() -> Result<(), String> {
    let there =
        ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(|v| std::env::var_os(v).is_some_and(|v| !v.is_empty()));
    if there {
        return Ok(());
    }
    Err("there is no display to open a window on; log in to a desktop, or on a server use `xvfb-run deepdive` (package xvfb)"
        .to_owned())
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
#[expect(clippy::unnecessary_wraps, reason = "other systems always have a display")]
fn display() -> Result<(), String> {
    Ok(())
}

/// The package that most likely lacks, by what the toolkit says.
fn missing(first: &str, second: &str) -> String {
    let said = format!("{first} {second}").to_lowercase();
    let hint = if said.contains("xkbcommon") {
        "install the package libxkbcommon-x11-0"
    } else if said.contains("libx11") || said.contains("xcursor") || said.contains("xi") && said.contains("library") {
        "install the packages libx11-6 libxcursor1 libxi6 libxrandr2"
    } else if said.contains("egl") || said.contains("gl") || said.contains("adapter") {
        "install the packages libgl1 libegl1 libgl1-mesa-dri"
    } else {
        "check the display and the graphics driver"
    };
    format!("the window could not be opened ({first}); {hint}")
}
