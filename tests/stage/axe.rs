//! What axe-core finds wrong with a page.

use std::path::Path;

use serde_json::json;

use super::Stage;

const CHECK: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, {rules: {'target-size': {enabled: true}}, resultTypes: ['violations']}).then( \
        (r) => done(r.violations.map((v) => v.id + ': ' + v.help + ' – ' + \
            v.nodes.map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(', '))), \
        (e) => done(['axe failed: ' + e]))";

impl Stage {
    /// What axe-core finds wrong with the page, one line a violation; with the rule for the size
    /// of targets switched on.
    pub(crate) async fn axe(&self) -> Vec<String> {
        if self.run("return typeof axe", vec![]).await != json!("object") {
            let file = Path::new(env!("CARGO_MANIFEST_DIR"));
            let source = std::fs::read_to_string(file.join("ui/node_modules/axe-core/axe.min.js"));
            self.run(&source.expect("axe-core is installed (scripts/ui.sh install)"), vec![]).await;
        }
        let found = self.client.execute_async(CHECK, vec![]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Fails with what axe-core finds, when it finds anything.
    pub(crate) async fn is_accessible(&self, what: &str) {
        let violations = self.axe().await;
        assert!(violations.is_empty(), "{what}:\n{}", violations.join("\n"));
    }
}
