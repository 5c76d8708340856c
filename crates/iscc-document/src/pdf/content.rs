//! [`Interpreter`]: from content streams to the text objects on a page.

use alloc::borrow::Cow;
use alloc::rc::Rc;
use alloc::vec::Vec;

use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};

use super::font::{FontId, Fonts};
use super::geometry::{Matrix, Point, Rect};
use super::lexer::{Lexer, Mark, Token, is_space, unhex};
use super::marks::{Mark as ContentMark, Marks};
use super::stream::Streams;
use super::text_object::{Item, TextObject};
use crate::error::Error;

/// How deep forms are nested in forms, as in pdfium.
const MAX_FORMS: u32 = 40;
/// How many states are saved, and marks are open.
const MAX_STACK: usize = 10_000;
/// Operands of an operator; of more the first are forgotten.
const MAX_OPERANDS: usize = 32;

/// What `q` saves and `Q` brings back.
#[derive(Debug, Clone)]
struct State {
    /// From here to the coordinates of the page or form.
    matrix: Matrix,
    text_matrix: Matrix,
    /// Where text goes on and where its line starts, seen from the text matrix.
    position: Point,
    line: Point,
    font: Option<FontId>,
    size: f32,
    char_space: f32,
    word_space: f32,
    /// Horizontal scaling, 1 for 100 %.
    scale: f32,
    leading: f32,
    rise: f32,
}

impl State {
    const fn new() -> Self {
        Self {
            matrix: Matrix::IDENTITY,
            text_matrix: Matrix::IDENTITY,
            position: Point { x: 0.0, y: 0.0 },
            line: Point { x: 0.0, y: 0.0 },
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }

    fn move_line(&mut self, x: f32, y: f32) {
        self.line = Point { x: self.line.x + x, y: self.line.y + y };
        self.position = self.line;
    }

    /// Moves on by an adjustment in thousandths of the font size.
    fn adjust(&mut self, amount: f32, vertical: bool) {
        let distance = amount * self.size / 1000.0;
        if vertical {
            self.position.y -= distance;
        } else {
            self.position.x -= distance * self.scale;
        }
    }
}

/// Where fonts and forms are looked up.
#[derive(Debug, Clone)]
pub(super) struct Resources<'a> {
    own: Dict<'a>,
    page: Dict<'a>,
}

impl<'a> Resources<'a> {
    pub(super) fn of_page(page: Dict<'a>) -> Self {
        Self { own: page.clone(), page }
    }

    fn category(&self, category: &str) -> [Option<Dict<'a>>; 2] {
        [self.own.get::<Dict<'a>>(category), self.page.get::<Dict<'a>>(category)]
    }

    fn dict(&self, category: &str, name: &[u8]) -> Option<Dict<'a>> {
        self.category(category).into_iter().flatten().find_map(|dict| dict.get::<Dict<'a>>(name))
    }

    fn stream(&self, category: &str, name: &[u8]) -> Option<Stream<'a>> {
        self.category(category).into_iter().flatten().find_map(|dict| dict.get::<Stream<'a>>(name))
    }
}

/// What an operator may get.
#[derive(Debug, Clone, PartialEq)]
enum Operand<'d> {
    Number(f32),
    Name(Cow<'d, [u8]>),
    Text(Cow<'d, [u8]>),
    /// Strings and numbers of `TJ`.
    Array(Vec<Self>),
    /// A dictionary in the content, with its `ActualText`.
    Dict {
        id: usize,
        actual_text: Option<Vec<u8>>,
    },
    Nothing,
}

impl Operand<'_> {
    fn number(&self) -> f32 {
        if let Self::Number(number) = self { *number } else { 0.0 }
    }
}

/// Reads the content of one page after the other.
pub(super) struct Interpreter<'i, 'o, 'l> {
    pub(super) fonts: &'i mut Fonts,
    pub(super) streams: &'i mut Streams<'o, 'l>,
    /// The text objects of the page, forms included, in the order of the content.
    pub(super) objects: Vec<TextObject>,
    marks: Vec<ContentMark>,
    /// The marks of the next text object, once they were asked for.
    current_marks: Option<Rc<Marks>>,
    depth: u32,
    forms: u32,
    open: Vec<ObjectIdentifier>,
}

/// A page or a form: what holds text objects.
struct Holder {
    id: u32,
    /// From the content to what holds it.
    to_user: Matrix,
    /// From what holds it to the page.
    to_page: Matrix,
    last: Option<usize>,
}

impl<'i, 'o, 'l> Interpreter<'i, 'o, 'l> {
    pub(super) fn new(fonts: &'i mut Fonts, streams: &'i mut Streams<'o, 'l>) -> Self {
        Self {
            fonts,
            streams,
            objects: Vec::new(),
            marks: Vec::new(),
            current_marks: None,
            depth: 0,
            forms: 0,
            open: Vec::new(),
        }
    }

    /// Reads the content of a page.
    pub(super) fn page(&mut self, content: &[u8], resources: &Resources<'_>) -> Result<(), Error> {
        let holder =
            Holder { id: 0, to_user: Matrix::IDENTITY, to_page: Matrix::IDENTITY, last: None };
        self.run(content, resources, State::new(), holder)
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        state: State,
        mut holder: Holder,
    ) -> Result<(), Error> {
        // Content is slower to read than other data, and forms are read each time they are used.
        self.streams.out.work(8 * content.len() as u64)?;
        let mut lexer = Lexer::new(content);
        let mut operands = Vec::new();
        let mut state = state;
        let mut saved: Vec<State> = Vec::new();
        let marks = self.marks.len();
        while let Some(token) = lexer.next() {
            let word = match token {
                Token::Word(word) => word,
                other => {
                    let operand = operand(other, &mut lexer, 0);
                    if operands.len() == MAX_OPERANDS {
                        operands.remove(0);
                    }
                    operands.push(operand);
                    continue;
                }
            };
            match word {
                b"q" if saved.len() < MAX_STACK => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.matrix = matrix(&operands).then(state.matrix),
                b"Do" => {
                    if let Some(Operand::Name(name)) = operands.last()
                        && let Some(stream) = resources.stream("XObject", name)
                    {
                        self.form(&stream, resources, &state, &holder)?;
                    }
                }
                b"BI" => skip_inline_image(&mut lexer),
                b"BMC" => self.begin_mark(ContentMark::default()),
                b"BDC" => {
                    let mark = Self::mark(&operands, resources);
                    self.begin_mark(mark);
                }
                b"EMC" => {
                    if self.marks.len() > marks {
                        self.marks.pop();
                    }
                    self.current_marks = None;
                }
                b"Tf" => self.font(&operands, resources, &mut state)?,
                b"Tj" | b"'" | b"\"" | b"TJ" => {
                    self.show(word, &operands, &mut state, &mut holder)?;
                }
                _ => text_state(word, &operands, &mut state),
            }
            operands.clear();
        }
        self.marks.truncate(marks);
        self.current_marks = None;
        Ok(())
    }

    fn form(
        &mut self,
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        state: &State,
        holder: &Holder,
    ) -> Result<(), Error> {
        let dict = stream.dict();
        let is_form = dict.get::<Name<'_>>("Subtype").is_some_and(|name| *name == *b"Form");
        let id = stream.obj_id();
        if !is_form || self.depth >= MAX_FORMS || self.open.contains(&id) {
            return Ok(());
        }
        let Some(content) = self.streams.decode(stream)? else { return Ok(()) };
        let own = dict.get::<Dict<'_>>("Resources").unwrap_or_else(|| resources.own.clone());
        let inner = Resources { own, page: resources.page.clone() };
        let numbers: Vec<f32> =
            dict.get::<Array<'_>>("Matrix").iter().flat_map(Array::iter::<f32>).collect();
        self.forms += 1;
        let form = Holder {
            id: self.forms,
            to_user: <[f32; 6]>::try_from(&numbers[..]).map_or(Matrix::IDENTITY, Matrix::new),
            to_page: state.matrix.then(holder.to_user).then(holder.to_page),
            last: None,
        };
        // A form starts afresh but for what text looks like.
        let state = State {
            matrix: Matrix::IDENTITY,
            text_matrix: Matrix::IDENTITY,
            position: Point::default(),
            line: Point::default(),
            ..state.clone()
        };
        self.depth += 1;
        self.open.push(id);
        let result = self.run(&content, &inner, state, form);
        self.open.pop();
        self.depth -= 1;
        result
    }

    fn font(
        &mut self,
        operands: &[Operand<'_>],
        resources: &Resources<'_>,
        state: &mut State,
    ) -> Result<(), Error> {
        let [.., Operand::Name(name), size] = operands else { return Ok(()) };
        state.size = size.number();
        let font = match resources.dict("Font", name) {
            Some(dict) => self.fonts.load(&dict, self.streams)?,
            None => Some(self.fonts.helvetica()),
        };
        state.font = font.or(state.font);
        Ok(())
    }

    fn begin_mark(&mut self, mark: ContentMark) {
        if self.marks.len() < MAX_STACK {
            self.marks.push(mark);
        }
        self.current_marks = None;
    }

    fn mark(operands: &[Operand<'_>], resources: &Resources<'_>) -> ContentMark {
        match operands.last() {
            Some(Operand::Dict { id, actual_text }) => {
                ContentMark { dict: *id, actual_text: actual_text.clone() }
            }
            Some(Operand::Name(name)) => {
                let Some(dict) = resources.dict("Properties", name) else {
                    return ContentMark::default();
                };
                let text = dict.get::<hayro_syntax::object::String<'_>>("ActualText");
                ContentMark {
                    dict: dict.data().as_ptr() as usize,
                    actual_text: text.map(|text| text.as_bytes().to_vec()),
                }
            }
            _ => ContentMark::default(),
        }
    }

    /// `Tj`, `'`, `"` and `TJ`.
    fn show(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
        state: &mut State,
        holder: &mut Holder,
    ) -> Result<(), Error> {
        if operator == b"\"" && operands.len() >= 3 {
            state.word_space = operands[operands.len() - 3].number();
            state.char_space = operands[operands.len() - 2].number();
        }
        if matches!(operator, b"'" | b"\"") {
            state.move_line(0.0, -state.leading);
        }
        let Some(operand) = operands.last() else { return Ok(()) };
        let single = core::slice::from_ref(operand);
        let parts = match operand {
            Operand::Array(parts) if operator == b"TJ" => &parts[..],
            Operand::Text(_) if operator != b"TJ" => single,
            _ => return Ok(()),
        };
        let Some(font) = state.font else { return Ok(()) };
        let vertical = self.fonts.is_vertical(font);
        let mut items: Vec<Item> = Vec::new();
        // An adjustment before the first string moves the object, one after the last what follows.
        let mut pending = 0.0;
        for part in parts {
            match part {
                Operand::Text(text) if !text.is_empty() => {
                    if items.is_empty() {
                        state.adjust(pending, vertical);
                    } else {
                        items.push(Item { glyph: None, x: pending });
                    }
                    pending = 0.0;
                    self.streams.out.work(16 * text.len() as u64)?;
                    let work = self.fonts.glyphs(font, text, &mut |glyph| {
                        items.push(Item { glyph: Some(glyph), x: 0.0 });
                    });
                    self.streams.out.work(work)?;
                }
                Operand::Text(_) => {}
                other => pending += other.number(),
            }
        }
        if !items.is_empty() {
            self.push(items, vertical, state, holder);
        }
        state.adjust(pending, vertical);
        Ok(())
    }

    /// Puts a text object on the page and moves on behind it.
    fn push(&mut self, items: Vec<Item>, vertical: bool, state: &mut State, holder: &mut Holder) {
        let place = Point { x: state.position.x, y: state.position.y + state.rise };
        let place = holder.to_user.apply(state.matrix.apply(state.text_matrix.apply(place)));
        let scale = Matrix::new([state.scale, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let direction = scale.then(state.text_matrix).then(state.matrix).then(holder.to_user);
        let marks = self.current_marks.get_or_insert_with(|| Rc::new(Marks::of(&self.marks)));
        let mut object = TextObject {
            vertical,
            size: state.size,
            char_space: state.char_space,
            matrix: Matrix { e: place.x, f: place.y, ..direction },
            items,
            rect: Rect::default(),
            to_page: holder.to_page,
            holder: holder.id,
            previous: holder.last,
            marks: Rc::clone(marks),
        };
        let end = object.lay_out(self.fonts, state.word_space);
        if vertical {
            state.position.y += end;
        } else {
            state.position.x += end * state.scale;
        }
        holder.last = Some(self.objects.len());
        self.objects.push(object);
    }
}

/// Operators that change how text is set.
fn text_state(operator: &[u8], operands: &[Operand<'_>], state: &mut State) {
    let number = |from_end: usize| {
        operands.len().checked_sub(from_end).map_or(0.0, |at| operands[at].number())
    };
    match operator {
        b"BT" => {
            state.text_matrix = Matrix::IDENTITY;
            state.position = Point::default();
            state.line = Point::default();
        }
        b"Tm" => {
            state.text_matrix = matrix(operands);
            state.position = Point::default();
            state.line = Point::default();
        }
        b"Td" => state.move_line(number(2), number(1)),
        b"TD" => {
            state.leading = -number(1);
            state.move_line(number(2), number(1));
        }
        b"T*" => state.move_line(0.0, -state.leading),
        b"Tc" => state.char_space = number(1),
        b"Tw" => state.word_space = number(1),
        b"Tz" => state.scale = number(1) / 100.0,
        b"TL" => state.leading = number(1),
        b"Ts" => state.rise = number(1),
        _ => {}
    }
}

fn matrix(operands: &[Operand<'_>]) -> Matrix {
    let mut values = [0.0; 6];
    for (value, operand) in values.iter_mut().rev().zip(operands.iter().rev()) {
        *value = operand.number();
    }
    Matrix::new(values)
}

/// Reads the rest of an operand.
fn operand<'d>(token: Token<'d>, lexer: &mut Lexer<'d>, depth: u32) -> Operand<'d> {
    match token {
        Token::Number(number) => Operand::Number(number),
        Token::Name(name) => Operand::Name(name),
        Token::Text(text) => Operand::Text(text),
        Token::Hex(hex) => Operand::Text(Cow::Owned(unhex(hex))),
        Token::Mark(Mark::ArrayStart) => {
            let mut items = Vec::new();
            while let Some(token) = lexer.next() {
                match token {
                    Token::Mark(Mark::ArrayEnd) => break,
                    Token::Word(_) => {}
                    token if depth < 64 => items.push(operand(token, lexer, depth + 1)),
                    _ => {}
                }
            }
            Operand::Array(items)
        }
        Token::Mark(Mark::DictStart) => {
            let id = lexer.rest().as_ptr() as usize;
            let (mut actual_text, mut is_key) = (None, false);
            while let Some(token) = lexer.next() {
                match token {
                    Token::Mark(Mark::DictEnd) => break,
                    Token::Name(name) => {
                        is_key = *name == b"ActualText"[..];
                        continue;
                    }
                    Token::Text(text) if is_key => actual_text = Some(text.into_owned()),
                    Token::Hex(hex) if is_key => actual_text = Some(unhex(hex)),
                    token @ Token::Mark(Mark::ArrayStart | Mark::DictStart) if depth < 64 => {
                        operand(token, lexer, depth + 1);
                    }
                    _ => {}
                }
                is_key = false;
            }
            Operand::Dict { id, actual_text }
        }
        Token::Mark(_) | Token::Word(_) => Operand::Nothing,
    }
}

/// Goes behind the `EI` of an inline image: the next one between white space with no binary data behind it.
fn skip_inline_image(lexer: &mut Lexer<'_>) {
    for token in lexer.by_ref() {
        if token == Token::Word(b"ID") {
            break;
        }
    }
    lexer.skip(1);
    let rest = lexer.rest();
    let mut at = 0;
    while let Some(found) =
        rest.get(at..).and_then(|rest| rest.windows(2).position(|two| two == b"EI"))
    {
        let start = at + found;
        let before = start == 0 || is_space(rest[start - 1]);
        let after = &rest[start + 2..];
        let plain = |byte: &u8| byte.is_ascii_graphic() || is_space(*byte);
        if before && after.first().is_none_or(|&b| is_space(b)) && after.iter().take(16).all(plain)
        {
            lexer.skip(start + 2);
            return;
        }
        at = start + 2;
    }
    lexer.skip(rest.len());
}
