//! [`Dialect`]: where jsoup reads tags otherwise than the HTML standard says, on the way from tokens to the tree.

use core::cell::Cell;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::tree::{NodeId, Tree};

/// Passes tokens on to the tree, some of them changed as jsoup 1.2x does (measured with Tika 3):
/// * `<script/>`, `<title/>`, `<textarea/>` and `<iframe/>` are closed at once
/// * `<![CDATA[...]]>` is text everywhere
/// * what must not be in a `noscript` of the head stays in there, where it is no text of the body
pub(super) struct Dialect {
    builder: TreeBuilder<NodeId, Tree>,
    /// Inside of a `noscript` of the head.
    noscript: Cell<bool>,
}

impl Dialect {
    pub(super) fn new() -> Self {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        Self { builder: TreeBuilder::new(Tree::new(), options), noscript: Cell::new(false) }
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.builder.sink
    }

    pub(super) fn into_tree(self) -> Tree {
        self.builder.sink
    }

    /// Whether jsoup drops the token, in a `noscript` of the head.
    fn is_dropped(&self, token: &Token) -> bool {
        if !self.noscript.get() {
            return false;
        }
        match token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, .. }) => {
                !matches!(&**name, "basefont" | "bgsound" | "link" | "meta" | "noframes" | "style")
            }
            Token::TagToken(Tag { name, .. }) => {
                let ends = &**name == "noscript";
                self.noscript.set(!ends);
                !ends && !matches!(&**name, "style" | "noframes")
            }
            Token::CharacterTokens(text) => {
                // the text of a style sheet goes to it; other text stays in the head
                !self.tree().is_in_raw_text() && !text.trim().is_empty()
            }
            _ => false,
        }
    }
}

impl TokenSink for Dialect {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.is_dropped(&token) {
            return TokenSinkResult::Continue;
        }
        let mut close = None;
        let mut noscript = false;
        if let Token::TagToken(tag) = &token {
            self.tree().count_tag();
            if tag.kind == TagKind::StartTag {
                noscript = &*tag.name == "noscript";
                if tag.self_closing
                    && matches!(&*tag.name, "script" | "title" | "textarea" | "iframe")
                {
                    close = Some(Tag { kind: TagKind::EndTag, attrs: [].into(), ..tag.clone() });
                }
            }
        }
        let result = self.builder.process_token(token, line);
        if noscript && self.tree().last_is_noscript_of_head() {
            self.noscript.set(true);
        }
        match (close, result) {
            (Some(tag), TokenSinkResult::RawData(_)) => {
                let _ = self.builder.process_token(Token::TagToken(tag), line);
                TokenSinkResult::Continue
            }
            (_, result) => result,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        // where the standard has CDATA sections
        true
    }
}
