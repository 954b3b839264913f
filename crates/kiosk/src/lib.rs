//! What a kiosk does, as use cases, without knowing what a window is.

pub mod view;
