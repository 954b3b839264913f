//! A file dropped on the window, by the protocol that file managers speak.

use crate::stage::{LANDSCAPE, Stage, welcome_at_main, words};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_dropped_on_the_window() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    stage.find("main[data-screen=door]").await;
    stage.take_note().await;
    let code = welcome_at_main().next().unwrap();
    let ticket = parvis_codes::draw::Code::new(&code).unwrap().png(6).unwrap();
    let file = stage.file("billet de Noémie (1).png", &ticket);

    assert!(stage.drag_past(&file).await, "the window looks at what is dragged over it");
    stage.gone("[data-screen=drop]").await;
    assert_eq!(stage.seen().await.len(), 0, "a file that was not dropped is not read");

    assert!(stage.drop_file(&file).await, "the window takes the file");
    assert_eq!(stage.verdict(1).await.verdict, "admitted");
    stage.no_verdict().await;
    stage.gone("[data-screen=drop]").await;

    let dot = image_of(1, 1);
    for (name, content, hint) in [
        ("letter.png", b"Dear organisers,".as_slice(), "hint-not-a-picture"),
        ("dot.png", dot.as_slice(), "hint-no-code"),
        ("half.png", &ticket[..ticket.len() / 2], "hint-picture-damaged"),
        ("empty.png", b"".as_slice(), "hint-not-a-picture"),
        ("wall.png", &image_of(640, 480), "hint-no-code"),
    ] {
        assert!(stage.drop_file(&stage.file(name, content)).await);
        stage.find(&format!("[data-hint={hint}]")).await;
        stage.reads("[data-hint]", &words("fr", hint)).await;
    }
    assert_eq!(stage.seen().await.len(), 1, "nothing was decided about what is no ticket");
}

fn image_of(width: u32, height: u32) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(width, height).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}
