//! The fonts of the system, and which of them stand for the families that every system has.
//!
//! `resvg_py` sets these families itself, after the system's fonts are found. So fontconfig's aliases (`fc-match`) do not
//! count, and text of an unknown family is drawn in the serif family, or not at all where that is not installed.

use alloc::sync::Arc;
use std::sync::OnceLock;

use resvg::usvg::fontdb::Database;

/// Whether the system brings the fonts of Windows, which resvg asks for by itself.
const HAS_CORE_FONTS: bool = cfg!(any(windows, target_vendor = "apple"));

/// For text without a family, of `serif`, and of families that are not installed.
pub(super) const SERIF: &str = family("Liberation Serif", "Times New Roman");
const SANS_SERIF: &str = family("Liberation Sans", "Arial");
const CURSIVE: &str = family("Comic Neue", "Comic Sans MS");
const FANTASY: &str = family("Anton", "Impact");
const MONOSPACE: &str = family("Liberation Mono", "Courier New");

const fn family(free: &'static str, core: &'static str) -> &'static str {
    if HAS_CORE_FONTS { core } else { free }
}

/// The fonts of the system, looked for once.
pub(super) fn installed() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        fonts.set_serif_family(SERIF);
        fonts.set_sans_serif_family(SANS_SERIF);
        fonts.set_cursive_family(CURSIVE);
        fonts.set_fantasy_family(FANTASY);
        fonts.set_monospace_family(MONOSPACE);
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned as _;

    use resvg::usvg::fontdb::Family;

    use super::*;

    /// Fontconfig's aliases are read before and must not win.
    #[test]
    #[cfg(not(any(windows, target_vendor = "apple")))]
    fn families_are_those_of_the_reference() {
        let fonts = installed();
        let families =
            [Family::Serif, Family::SansSerif, Family::Cursive, Family::Fantasy, Family::Monospace];
        let names = families.map(|family| fonts.family_name(&family).to_owned());
        let expected =
            ["Liberation Serif", "Liberation Sans", "Comic Neue", "Anton", "Liberation Mono"];
        assert_eq!(names, expected);
    }
}
