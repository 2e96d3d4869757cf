//! The values that a statement is given.

/// One value for a `$n`. `None` is null, of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A 64-bit integer: `bigint`.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// Bytes: `bytea`.
    Bytes(Option<Vec<u8>>),
    /// A boolean.
    Bool(Option<bool>),
}

/// What can stand in [`crate::args!`]: taken by reference, so that nothing moves.
pub trait ToArg {
    /// The value.
    fn to_arg(&self) -> Arg;
    /// Null of this type.
    fn null() -> Arg;
}

/// The values of a statement in order: `args![note.id, by.id, tx.now_ms()]`.
///
/// Takes integers, text, bytes, booleans, ids, `Option`s of them, and references to any of these.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        ::std::vec::Vec::<$crate::Arg>::from([$($crate::ToArg::to_arg(&$value)),*])
    };
}

macro_rules! argument {
    ($($type:ty => $variant:ident, $of:expr;)*) => {$(
        impl ToArg for $type {
            fn to_arg(&self) -> Arg {
                let of: fn(&$type) -> _ = $of;
                Arg::$variant(Some(of(self)))
            }
            fn null() -> Arg {
                Arg::$variant(None)
            }
        }
        impl From<$type> for Arg {
            fn from(value: $type) -> Arg {
                ToArg::to_arg(&value)
            }
        }
        impl From<Option<$type>> for Arg {
            fn from(value: Option<$type>) -> Arg {
                ToArg::to_arg(&value)
            }
        }
    )*};
}

argument! {
    i64 => Int, |value| *value;
    i32 => Int, |value| i64::from(*value);
    u32 => Int, |value| i64::from(*value);
    u16 => Int, |value| i64::from(*value);
    u8 => Int, |value| i64::from(*value);
    bool => Bool, |value| *value;
    String => Text, String::clone;
    Vec<u8> => Bytes, Vec::clone;
}

macro_rules! unsized_argument {
    ($($type:ty => $variant:ident;)*) => {$(
        impl ToArg for $type {
            fn to_arg(&self) -> Arg {
                Arg::$variant(Some(self.to_owned()))
            }
            fn null() -> Arg {
                Arg::$variant(None)
            }
        }
        impl From<&$type> for Arg {
            fn from(value: &$type) -> Arg {
                value.to_arg()
            }
        }
        impl From<Option<&$type>> for Arg {
            fn from(value: Option<&$type>) -> Arg {
                value.to_arg()
            }
        }
    )*};
}

unsized_argument! {
    str => Text;
    [u8] => Bytes;
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self) -> Arg {
        T::to_arg(self)
    }
    fn null() -> Arg {
        T::null()
    }
}

impl<T: ToArg> ToArg for Option<T> {
    fn to_arg(&self) -> Arg {
        self.as_ref().map_or_else(T::null, T::to_arg)
    }
    fn null() -> Arg {
        T::null()
    }
}

impl<const N: usize> ToArg for [u8; N] {
    fn to_arg(&self) -> Arg {
        Arg::Bytes(Some(self.to_vec()))
    }
    fn null() -> Arg {
        Arg::Bytes(None)
    }
}

impl From<&String> for Arg {
    fn from(value: &String) -> Arg {
        ToArg::to_arg(value)
    }
}

impl ToArg for Arg {
    fn to_arg(&self) -> Arg {
        self.clone()
    }
    fn null() -> Arg {
        Arg::Int(None)
    }
}
