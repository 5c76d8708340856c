//! What is put right in the properties of Dublin Core, which have been written in many forms.

use alloc::borrow::ToOwned;
use alloc::vec;

use super::property::{Array, Form, Property};

/// Gives a Dublin Core property the form that it should have.
pub(super) fn repair(property: &mut Property) {
    if !property.name.known || property.name.prefix != "dc" {
        return;
    }
    match &*property.name.local {
        "title" | "description" | "rights" => repair_text(property),
        "creator" | "date" => wrap(property, Array::Seq),
        "contributor" | "language" | "publisher" | "relation" | "subject" | "type" => {
            wrap(property, Array::Bag);
        }
        _ => {}
    }
}

/// Makes a simple value the only item of an array.
fn wrap(property: &mut Property, kind: Array) {
    if let Form::Simple(value) = &mut property.form {
        let item = Property {
            name: property.name.clone(),
            form: Form::Simple(core::mem::take(value)),
            lang: property.lang.take(),
            qualified: core::mem::take(&mut property.qualified),
        };
        property.form = Form::Array(kind, vec![item]);
    }
}

/// Makes it a text in several languages: a simple value is that of the default language, items without a
/// language get one, and what is no text goes.
fn repair_text(property: &mut Property) {
    let is_simple = matches!(property.form, Form::Simple(_));
    wrap(property, Array::Text);
    let Form::Array(kind, items) = &mut property.form else { return };
    if is_simple {
        for item in &mut *items {
            item.lang.get_or_insert_with(|| "x-default".to_owned());
        }
    } else if *kind != Array::Text {
        items.retain(|item| match &item.form {
            Form::Simple(value) => item.lang.is_some() || !value.is_empty(),
            _ => false,
        });
        for item in &mut *items {
            item.lang.get_or_insert_with(|| "x-repair".to_owned());
        }
    }
    *kind = Array::Text;
}
