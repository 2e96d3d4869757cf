//! `row!` and `id!`: an application's own rows and ids in one line each.

/// Defines structs that are read from a row by column name.
///
/// ```
/// store::id! { /// A place.
///     pub PlaceId }
/// store::row! {
///     /// A place as the page shows it.
///     #[derive(Clone, Debug)]
///     pub struct Place { pub id: PlaceId, pub name: String }
/// }
/// ```
#[macro_export]
macro_rules! row {
    ($(
        $(#[$meta:meta])* $vis:vis struct $name:ident {
            $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)?
        }
    )*) => {$(
        $(#[$meta])*
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),* }

        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row) -> $crate::Result<Self> {
                Ok(Self {
                    $($field: {
                        let name = ::core::stringify!($field);
                        row.get(name.strip_prefix("r#").unwrap_or(name))?
                    }),*
                })
            }
        }
    )*};
}

/// Defines id types: a 64-bit number of one table, a decimal string in JSON and in text.
#[macro_export]
macro_rules! id {
    ($($(#[$meta:meta])* $vis:vis $name:ident),* $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name(i64);

        impl $name {
            /// The number itself.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::num::ParseIntError;
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl $crate::ToArg for $name {
            fn to_arg(&self) -> $crate::Arg {
                $crate::Arg::Int(::core::option::Option::Some(self.0))
            }
            fn null() -> $crate::Arg {
                $crate::Arg::Int(::core::option::Option::None)
            }
        }

        impl ::core::convert::From<$name> for $crate::Arg {
            fn from(id: $name) -> Self {
                $crate::ToArg::to_arg(&id)
            }
        }

        impl $crate::FromColumn for $name {
            fn from_column(column: $crate::Column<'_>) -> $crate::Result<Self> {
                column.get().map(Self)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self, serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let text: ::std::string::String = $crate::serde::Deserialize::deserialize(deserializer)?;
                text.parse().map_err($crate::serde::de::Error::custom)
            }
        }
    )*};
}
