//! The people who run the hub: who may sign in, who is, and what wrong passwords leave behind.

use parvis_hub::administrators::{Administrator, SignIn, TokenHash, Tried, TriedName};
use parvis_hub::guessing::{Source, WrongPasswords};
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

pub(crate) async fn wrong_passwords_are_counted_and_forgotten(ground: impl Ground) {
    let store = ground.open().await;
    let bounds = WrongPasswords { of_name_here: 2, of_source: 4, of_name: 5, of_all: 8 };
    let tried = |name: u8, source: u8| Tried {
        name: TriedName([name; 8]),
        source: (source > 0).then_some(Source([source; 8])),
    };
    let note = async |of, second| {
        store.note_password(of, at(second), at(second - 100), bounds).await.unwrap()
    };
    // For one name from one address; those that are not looked at do not count.
    for may in [true, true, false, false, false] {
        assert_eq!(note(tried(1, 1), 10).await, may);
    }
    assert!(note(tried(1, 2), 10).await, "its owner is somewhere else");
    // From one address for whatever name.
    assert!(note(tried(2, 1), 20).await && note(tried(3, 1), 20).await);
    assert!(!note(tried(4, 1), 20).await);
    // For one name from everywhere.
    assert!(note(tried(1, 3), 30).await && note(tried(1, 4), 30).await);
    assert!(!note(tried(1, 5), 30).await);
    // From nobody knows where, and all together.
    assert!(note(tried(5, 0), 40).await);
    assert!(!note(tried(6, 6), 40).await);
    assert_eq!(store.wrong_passwords(at(0)).await.unwrap(), 8);
    // Who had it right is believed for their own, there.
    store.forget_passwords(tried(1, 2)).await.unwrap();
    store.forget_passwords(tried(5, 0)).await.unwrap();
    assert_eq!(store.wrong_passwords(at(0)).await.unwrap(), 6);
    assert!(!note(tried(1, 1), 50).await);
    // After a while it begins anew, and after a day they are gone.
    assert!(note(tried(1, 1), 111).await);
    assert!(note(tried(1, 1), DAY + 112).await);
    assert_eq!(store.wrong_passwords(at(0)).await.unwrap(), 1);
    // Many at once are not each the first.
    let tries = (0..12).map(|_| note(tried(7, 7), DAY + 300));
    let looked_at = futures_util::future::join_all(tries).await;
    assert_eq!(looked_at.into_iter().filter(|may| *may).count(), 2);
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
