use parvis_domain::id::EditionId;
use proptest::prelude::*;

use super::*;
use crate::statement::{DeviceStanding, Statement};

fn code() -> EnrolmentCode {
    EnrolmentCode::from_random(*b"parvis!!")
}

fn device_card(key: &DeviceKey) -> DeviceCard {
    DeviceCard {
        device: DeviceId([2; 16]),
        key: key.public(),
        seal_to: "age1…".into(),
        version: "0.2.0".into(),
        rehearsal: false,
    }
}

fn hub_card(key: &DeviceKey, device: &DeviceCard) -> HubCard {
    let statement = Statement {
        hub: DeviceId([1; 16]),
        device: device.device,
        key: device.key,
        number: 1,
        at: "2023-11-16T08:00:00Z".parse().unwrap(),
        edition: EditionId::new("nec-2023").unwrap(),
        name: "Door 1".into(),
        events: vec![],
        gate: None,
        standing: DeviceStanding::Enrolled,
    };
    HubCard {
        hub: DeviceId([1; 16]),
        key: key.public(),
        seal_to: "age1…".into(),
        name: "NEC 2023".into(),
        statement: SignedStatement::sign(key, &statement).unwrap(),
    }
}

#[test]
fn request_and_answer_are_written_like_this() {
    let (device, hub) = (DeviceKey::from_seed(&[2; 32]), DeviceKey::from_seed(&[1; 32]));
    let card = device_card(&device);
    let request = EnrolmentRequest::new(&code(), &card, &device).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&request).unwrap());
    let key = code().proof_key();
    assert_eq!(request.open(&key).unwrap(), card);
    let enrolled = Enrolled::new(&key, &request, &hub_card(&hub, &card)).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&enrolled).unwrap());
    let opened = enrolled.open(&code(), &request, Some(&hub.public())).unwrap();
    assert_eq!(opened.key, hub.public());
}

#[test]
fn whoever_does_not_know_the_code_gets_nowhere() {
    let (device, hub) = (DeviceKey::from_seed(&[2; 32]), DeviceKey::from_seed(&[1; 32]));
    let card = device_card(&device);
    let request = EnrolmentRequest::new(&code(), &card, &device).unwrap();
    let guessed = EnrolmentCode::from_random([0; 8]);
    assert!(matches!(request.open(&guessed.proof_key()), Err(EnrolmentError::Proof)));

    // A hub in between that does not know the code answers with a key of its own.
    let forged = Enrolled::new(&guessed.proof_key(), &request, &hub_card(&device, &card)).unwrap();
    assert!(matches!(forged.open(&code(), &request, None), Err(EnrolmentError::Proof)));

    // A device that puts another's key into its card cannot sign for it.
    let stolen = DeviceCard { key: hub.public(), ..card };
    let request = EnrolmentRequest::new(&code(), &stolen, &device).unwrap();
    assert!(matches!(request.open(&code().proof_key()), Err(EnrolmentError::Signature)));
}

#[test]
fn a_hub_with_another_key_than_its_code_names_is_not_believed() {
    let (device, hub) = (DeviceKey::from_seed(&[2; 32]), DeviceKey::from_seed(&[1; 32]));
    let card = device_card(&device);
    let request = EnrolmentRequest::new(&code(), &card, &device).unwrap();
    let answer = Enrolled::new(&code().proof_key(), &request, &hub_card(&hub, &card)).unwrap();
    let named = device.public();
    let opened = answer.open(&code(), &request, Some(&named));
    assert!(matches!(opened, Err(EnrolmentError::OtherHub)));
}

#[test]
fn a_code_is_understood_as_people_type_it() {
    let code: EnrolmentCode = "K7QM-2HXW-90T1".parse().unwrap();
    assert_eq!("k7qm 2hxw 9oti".parse(), Ok(code.clone()));
    assert_eq!(code.to_string(), "K7QM-2HXW-90T1");
    assert_eq!("K7QM".parse::<EnrolmentCode>(), Err(CodeTextError::Length(4)));
    assert_eq!("K7QM-2HXW-90TU".parse::<EnrolmentCode>(), Err(CodeTextError::Sign('U')));
}

proptest! {
    #[test]
    fn a_link_reads_what_it_writes(random: [u8; 8], seed: [u8; 32]) {
        let link = EnrolmentLink {
            address: "https://hub.example:8443".into(),
            code: EnrolmentCode::from_random(random),
            hub_key: DeviceKey::from_seed(&seed).public(),
        };
        prop_assert_eq!(link.to_string().parse(), Ok(link));
    }

    #[test]
    fn what_is_no_link_says_so(text: String) {
        prop_assert!(text.parse::<EnrolmentLink>().is_err());
    }
}
