//! The people who run the hub: who may sign in, who is, and what wrong passwords leave behind.

use parvis_hub::administrators::{Administrator, SignIn, TokenHash, TriedName, WrongPasswords};
use parvis_hub::store::Administrators as _;

use crate::ground::Ground;
use crate::people::at;

const DAY: i64 = 24 * 60 * 60;

fn somebody(name: &str) -> Administrator {
    Administrator { name: name.into(), verifier: format!("$argon2id${name}"), since: at(0) }
}

fn token(n: u8) -> TokenHash {
    TokenHash([n; 32])
}

fn sign_in(n: u8, name: &str, second: i64) -> SignIn {
    SignIn { token: token(n), name: name.into(), began: at(second), seen: at(second) }
}

pub(crate) async fn an_administrator_is_added_once_and_taken_away(ground: impl Ground) {
    let store = ground.open().await;
    assert_eq!(store.administrators().await.unwrap(), []);
    let (ada, bo) = (somebody("Ada"), somebody("Bo"));
    assert!(store.add_administrator(&bo).await.unwrap());
    assert!(store.add_administrator(&ada).await.unwrap());
    let other = Administrator { verifier: "other".into(), ..ada.clone() };
    assert!(!store.add_administrator(&other).await.unwrap(), "there is one of that name");
    assert_eq!(store.administrators().await.unwrap(), [ada.clone(), bo], "by name");
    assert_eq!(store.administrator("Ada").await.unwrap(), Some(ada));
    assert_eq!(store.administrator("ada").await.unwrap(), None, "to the letter");
    assert!(store.remove_administrator("Bo").await.unwrap());
    assert!(!store.remove_administrator("Bo").await.unwrap());
    drop(store);
    assert_eq!(ground.open().await.administrators().await.unwrap().len(), 1, "it lasts");
}

pub(crate) async fn a_sign_in_lasts_until_it_is_ended(ground: impl Ground) {
    let store = ground.open().await;
    for name in ["Ada", "Bo"] {
        store.add_administrator(&somebody(name)).await.unwrap();
    }
    store.sign_in(&sign_in(1, "Ada", 10), at(-DAY)).await.unwrap();
    store.sign_in(&sign_in(2, "Bo", 20), at(-DAY)).await.unwrap();
    assert_eq!(store.signed_in(token(1)).await.unwrap(), Some(sign_in(1, "Ada", 10)));
    assert_eq!(store.signed_in(token(9)).await.unwrap(), None);
    store.note_signed_in(token(1), at(50)).await.unwrap();
    store.note_signed_in(token(1), at(40)).await.unwrap();
    let seen = store.signed_in(token(1)).await.unwrap().unwrap();
    assert_eq!((seen.began, seen.seen), (at(10), at(50)), "never back");
    store.sign_out(token(1)).await.unwrap();
    assert_eq!(store.signed_in(token(1)).await.unwrap(), None);
    store.sign_in(&sign_in(3, "Ada", 60), at(30)).await.unwrap();
    assert_eq!(store.signed_in(token(2)).await.unwrap(), None, "it began before that");
    store.remove_administrator("Ada").await.unwrap();
    assert_eq!(store.signed_in(token(3)).await.unwrap(), None, "she is none any more");
    assert!(store.sign_in(&sign_in(4, "Nobody", 1), at(0)).await.is_err());
}

pub(crate) async fn a_new_password_ends_other_sign_ins(ground: impl Ground) {
    let store = ground.open().await;
    for name in ["Ada", "Bo"] {
        store.add_administrator(&somebody(name)).await.unwrap();
    }
    for (n, name) in [(1, "Ada"), (2, "Ada"), (3, "Bo")] {
        store.sign_in(&sign_in(n, name, 10), at(0)).await.unwrap();
    }
    assert!(store.change_password("Ada", "new", Some(token(2))).await.unwrap());
    let mut left = Vec::new();
    for n in 1..=3 {
        left.extend(store.signed_in(token(n)).await.unwrap().map(|_| n));
    }
    assert_eq!(left, [2, 3]);
    assert!(store.change_password("Ada", "newer", None).await.unwrap());
    assert_eq!(store.signed_in(token(2)).await.unwrap(), None);
    assert_eq!(store.administrator("Ada").await.unwrap().unwrap().verifier, "newer");
    assert!(!store.change_password("Nobody", "new", None).await.unwrap());
}

pub(crate) async fn wrong_passwords_are_counted_by_name_and_forgotten(ground: impl Ground) {
    let store = ground.open().await;
    let (ada, bo) = (TriedName([1; 8]), TriedName([2; 8]));
    for (name, second, of_name, of_all) in
        [(ada, 0, 1, 1), (ada, 10, 2, 2), (bo, 20, 1, 3), (ada, 30, 3, 4)]
    {
        let wrong = store.note_password(name, at(second), at(-100)).await.unwrap();
        assert_eq!(wrong, WrongPasswords { of_name, of_all });
    }
    let later = store.note_password(ada, at(40), at(20)).await.unwrap();
    assert_eq!(later, WrongPasswords { of_name: 2, of_all: 3 });
    assert_eq!(store.wrong_passwords(at(0)).await.unwrap(), 5);
    store.forget_passwords(ada).await.unwrap();
    assert_eq!(store.wrong_passwords(at(0)).await.unwrap(), 1);
    let wrong = store.note_password(bo, at(DAY + 21), at(0)).await.unwrap();
    assert_eq!(wrong.of_name, 1, "that of more than a day ago is gone");
}

pub(crate) async fn administrators_are_backed_up_and_sign_ins_are_not(ground: impl Ground) {
    use parvis_hub::store::Store as _;
    let store = ground.open().await;
    store.add_administrator(&somebody("Ada")).await.unwrap();
    store.sign_in(&sign_in(1, "Ada", 10), at(0)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup");
    store.backup(&file).await.unwrap();
    let another = ground.another();
    let other = another.open().await;
    other.add_administrator(&somebody("Ada")).await.unwrap();
    other.restore(&file).await.unwrap();
    assert_eq!(other.administrators().await.unwrap(), [somebody("Ada")]);
    assert_eq!(other.signed_in(token(1)).await.unwrap(), None);
}
