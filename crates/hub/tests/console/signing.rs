//! Signing in: who gets in, for how long, and what wrong passwords do.

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_hub::administrators::Administrators as _;
use parvis_hub::console::{AdministratorError, first_administrator};

use crate::visitor::Visitor;
use crate::week::{NAME, PASSWORD, Week};

const TOKEN: &str = "parvis_sign_in";

#[tokio::test]
async fn the_right_password_signs_in_until_somebody_signs_out() {
    let week = Week::empty().await;
    let mut ada = Visitor::new(&week);
    assert!(ada.get("/console/sign-in").await.has("Sign in"));
    let page = ada.sign_in(PASSWORD).await;
    let cookie = page.cookie(TOKEN);
    assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
    assert!(cookie.contains("Path=/console; Max-Age=43200"), "{cookie}");
    assert!(!cookie.contains("Secure"), "{cookie}");
    assert!(ada.get("/console").await.has(NAME));
    assert_eq!(ada.get("/console/sign-in").await.goes_to(), "/console");

    let before = ada.cookies.clone();
    let out = ada.fill_in("/console", "/console/sign-out", &[]).await;
    assert_eq!(out.goes_to(), "/console/sign-in");
    ada.cookies = before;
    assert_eq!(ada.get("/console").await.goes_to(), "/console/sign-in", "the token is no more");
}

#[tokio::test]
async fn with_https_the_cookie_goes_nowhere_else() {
    let week = Week::encrypted().await;
    let page = Visitor::new(&week).sign_in(PASSWORD).await;
    assert!(page.cookie(TOKEN).ends_with("; Secure"));
}

#[tokio::test]
async fn every_sign_in_has_a_token_of_its_own_that_is_not_kept() {
    let week = Week::empty().await;
    let (one, two) = (Visitor::signed_in(&week).await, Visitor::signed_in(&week).await);
    let (one, two) = (&one.cookies[TOKEN], &two.cookies[TOKEN]);
    assert_ne!(one, two);
    assert_eq!(one.len(), 64, "256 bits");
}

#[tokio::test]
async fn wrong_passwords_are_slowed_and_told() {
    let week = Week::empty().await;
    let mut mallory = Visitor::new(&week);
    for _ in 0..5 {
        let page = mallory.sign_in("not the password").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.has("The name or the password is not right."));
        assert!(!page.headers.contains_key("set-cookie"));
    }
    let page = mallory.sign_in(PASSWORD).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "even the right one, for now");
    let store = week.service.store();
    let hour_ago = week.now() - SignedDuration::from_hours(1);
    assert_eq!(store.wrong_passwords(hour_ago).await.unwrap(), 5, "the last was not looked at");
    week.pass(SignedDuration::from_mins(16));
    let mut ada = Visitor::signed_in(&week).await;
    assert!(ada.get("/console/about").await.has("No wrong password"), "those of her name");
}

#[tokio::test]
async fn unknown_names_are_refused_like_wrong_passwords() {
    let week = Week::empty().await;
    let mut mallory = Visitor::new(&week);
    let page = mallory.send("/console/sign-in", &[("name", "root"), ("password", "x")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.has("The name or the password is not right."));
}

#[tokio::test]
async fn a_sign_in_ends_after_an_hour_without_use() {
    let week = Week::empty().await;
    let mut ada = Visitor::signed_in(&week).await;
    week.pass(SignedDuration::from_mins(59));
    assert_eq!(ada.get("/console").await.status, StatusCode::OK);
    week.pass(SignedDuration::from_mins(59));
    ada.by_script = true;
    assert_eq!(ada.get("/console/live").await.status, StatusCode::OK);
    // What a page asks by itself keeps nobody signed in.
    week.pass(SignedDuration::from_mins(2));
    assert_eq!(ada.get("/console/live").await.status, StatusCode::UNAUTHORIZED);
    ada.by_script = false;
    assert_eq!(ada.get("/console/files").await.goes_to(), "/console/sign-in?to=/console/files");
    assert!(ada.get("/console/sign-in").await.has("You were signed out."));
}

#[tokio::test]
async fn a_sign_in_ends_after_twelve_hours_of_use() {
    let week = Week::empty().await;
    let mut ada = Visitor::signed_in(&week).await;
    for _ in 0..14 {
        week.pass(SignedDuration::from_mins(50));
        assert_eq!(ada.get("/console").await.status, StatusCode::OK);
    }
    week.pass(SignedDuration::from_mins(20));
    assert_eq!(ada.get("/console").await.goes_to(), "/console/sign-in");
}

#[tokio::test]
async fn after_signing_in_one_gets_to_the_page_one_wanted_and_nowhere_else() {
    let week = Week::empty().await;
    for (to, goes) in [
        ("/console/devices", "/console/devices"),
        ("https://evil.example/", "/console"),
        ("//evil.example/console", "/console"),
        ("/consoles", "/console"),
        ("/console/\r\nSet-Cookie: a=b", "/console"),
    ] {
        let fields = [("name", NAME), ("password", PASSWORD), ("to", to)];
        let page = Visitor::new(&week).send("/console/sign-in", &fields).await;
        assert_eq!(page.goes_to(), goes);
    }
}

#[tokio::test]
async fn a_new_password_ends_the_other_sign_ins() {
    let week = Week::empty().await;
    let (mut ada, mut elsewhere) =
        (Visitor::signed_in(&week).await, Visitor::signed_in(&week).await);
    let account = "/console/account";
    let fields = |old, new, again| [("password", old), ("new", new), ("again", again)];
    let new = "another one, longer";
    for (fields, words) in [
        (fields("wrong wrong wrong", new, new), "Your password now is not right."),
        (fields(PASSWORD, new, "other"), "are not the same"),
        (fields(PASSWORD, "short", "short"), "at least 12 characters"),
    ] {
        let page = ada.fill_in(account, account, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has(words), "{words}: {}", page.text());
    }
    let page = ada.fill_in(account, account, &fields(PASSWORD, new, new)).await;
    assert_eq!(page.goes_to(), "/console/account?done=password");
    assert!(ada.get("/console/account?done=password").await.has("The password was changed."));
    assert_eq!(elsewhere.get("/console").await.goes_to(), "/console/sign-in");
    assert_eq!(elsewhere.sign_in(PASSWORD).await.status, StatusCode::FORBIDDEN);
    assert_eq!(elsewhere.sign_in(new).await.goes_to(), "/console");
}

#[tokio::test]
async fn administrators_have_names_and_passwords_worth_the_word() {
    let week = Week::empty().await;
    let make = async |name, password| {
        first_administrator(&**week.service.store(), name, password, week.now()).await
    };
    assert!(matches!(make(NAME, PASSWORD).await, Err(AdministratorError::Known)));
    assert!(matches!(make(" ", PASSWORD).await, Err(AdministratorError::Name)));
    assert!(matches!(make("a\nb", PASSWORD).await, Err(AdministratorError::Name)));
    assert!(matches!(make("Bo", "elevenchars").await, Err(AdministratorError::Password(_))));
    make("Bo", PASSWORD).await.unwrap();
    let mut ada = Visitor::signed_in(&week).await;
    assert!(ada.get("/console/about").await.has("Bo"));
    week.service.store().remove_administrator(NAME).await.unwrap();
    assert_eq!(ada.get("/console").await.goes_to(), "/console/sign-in", "she is none any more");
}
