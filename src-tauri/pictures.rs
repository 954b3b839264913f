//! Pictures of what a window paints, for the hub that asked for one.

use parvis_kiosk::kiosk::Kiosk;
use tauri::AppHandle;

/// Says that this program takes pictures of its own windows, where it knows how.
pub(crate) fn offer(app: &AppHandle, kiosk: &Kiosk) {
    #[cfg(target_os = "linux")]
    {
        let app = app.clone();
        kiosk.pictures_by(Box::new(move |label, give| linux::take(&app, label, give)));
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (app, kiosk);
}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::cairo::{Format, ImageSurface, Surface};
    use gtk::gio::Cancellable;
    use parvis_kiosk::screens::PicturePixels;
    use tauri::{AppHandle, Manager};
    use tokio::sync::oneshot::Sender;
    use webkit2gtk::{SnapshotOptions, SnapshotRegion, WebViewExt};

    /// Gives what a window's page paints, to whoever waits. Where it cannot be taken nothing is
    /// given, and whoever waits learns of that.
    pub(super) fn take(app: &AppHandle, label: &str, give: Sender<PicturePixels>) {
        let Some(window) = app.get_webview_window(label) else { return };
        let asked = window.with_webview(move |page| {
            // The page alone, by its own engine: nothing that lies over the window is on it.
            let (region, options) = (SnapshotRegion::Visible, SnapshotOptions::NONE);
            page.inner().snapshot(region, options, None::<&Cancellable>, move |taken| {
                let pixels = taken.map_err(|error| error.to_string());
                match pixels.and_then(pixels_of) {
                    // Whoever waited may have given up.
                    Ok(pixels) => drop(give.send(pixels)),
                    Err(error) => tracing::warn!(error, "no picture of a window can be taken"),
                }
            });
        });
        if let Err(error) = asked {
            tracing::warn!(%error, "no picture of a window can be taken");
        }
    }

    fn pixels_of(surface: Surface) -> Result<PicturePixels, String> {
        let mut surface =
            ImageSurface::try_from(surface).map_err(|_| "it is no picture".to_owned())?;
        if !matches!(surface.format(), Format::ARgb32 | Format::Rgb24) {
            return Err("its pixels are of a kind that is not known here".to_owned());
        }
        let side = |side: i32| u32::try_from(side).map_err(|error| error.to_string());
        let (width, height) = (side(surface.width())?, side(surface.height())?);
        let stride = usize::try_from(surface.stride()).map_err(|error| error.to_string())?;
        let data = surface.data().map_err(|error| error.to_string())?;
        // A pixel is a number of 32 bits, with blue in its lowest.
        let bytes = match cfg!(target_endian = "little") {
            true => data.to_vec(),
            false => data.chunks_exact(4).flat_map(|pixel| pixel.iter().rev()).copied().collect(),
        };
        Ok(PicturePixels { width, height, stride, bytes })
    }
}
