//! Inside of a carriage, looking along it.

use super::forms::{along, polygon};
use super::light::Air;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

type Point = (f64, f64);

/// The near and the far end of the carriage.
struct Room {
    near: [Point; 4],
    far: [Point; 4],
}

impl Room {
    /// A point on the wall between two corners (0 left above, clockwise): along the wall, and into
    /// the depth.
    fn on(&self, wall: usize, share: f64, depth: f64) -> Point {
        // Depth shortens with distance.
        let depth = 1.0 - (1.0 - depth).powf(2.4);
        let a = along(self.near[wall], self.far[wall], depth);
        let b = along(self.near[(wall + 1) % 4], self.far[(wall + 1) % 4], depth);
        along(a, b, share)
    }

    fn patch(&self, wall: usize, (from, to): (f64, f64), (a, b): (f64, f64)) -> String {
        polygon(&[
            self.on(wall, from, a),
            self.on(wall, to, a),
            self.on(wall, to, b),
            self.on(wall, from, b),
        ])
    }
}

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let (w, h) = (c.w, c.h);
    let (x, y) = (w * chance.between(0.44, 0.56), h * 0.47);
    let (fx, fy) = (w * 0.13, w * 0.19);
    let room = Room {
        near: [
            (-w * 0.28, -h * 0.12),
            (w * 1.28, -h * 0.12),
            (w * 1.28, h * 1.16),
            (-w * 0.28, h * 1.16),
        ],
        far: [
            (x - fx, y - fy),
            (x + fx, y - fy),
            (x + fx, y + fy),
            (x - fx, y + fy),
        ],
    };
    let seat = *chance.pick(&[
        tone(0x2f7a4f),
        tone(0xc4552b),
        tone(0x8d2f3c),
        tone(0x2c5aa0),
    ]);
    let wall = *chance.pick(&[tone(0xe4e4dc), tone(0xd7dee2), tone(0xece2cc)]);
    shell(c, &room, wall);
    for side in [1, 3] {
        panes(c, chance, air, &room, side, wall);
        bench(c, &room, side, seat);
    }
    end(c, chance, air, &room, (x, y), (fx, fy));
    lights(c, &room);
    riders(c, chance, &room, seat);
    straps(c, &room);
    c.glow((x, y - fy), w * 0.8, tone(0xfff4d8), 0.25);
    c.vignette(0.5);
}

fn shell(c: &mut Canvas, room: &Room, wall: Tone) {
    c.fill(&wall.to_string());
    let ceiling = c.down(&[(0.0, wall.darker(0.12)), (1.0, wall.lighter(0.5))]);
    c.shape(&room.patch(0, (0.0, 1.0), (0.0, 1.0)), &ceiling, 1.0);
    let floor = c.down(&[
        (0.0, tone(0x9c9792)),
        (0.4, tone(0x6f6b6c)),
        (1.0, tone(0x3d3b42)),
    ]);
    c.shape(&room.patch(2, (0.0, 1.0), (0.0, 1.0)), &floor, 1.0);
    c.shape(
        &room.patch(2, (0.44, 0.56), (0.0, 1.0)),
        &tone(0xfff3dd).to_string(),
        0.3,
    );
    for side in [1, 3] {
        let fill = c.across(&[
            (0.0, wall.darker(0.22)),
            (0.5, wall),
            (1.0, wall.darker(0.22)),
        ]);
        c.shape(&room.patch(side, (0.0, 1.0), (0.0, 1.0)), &fill, 1.0);
    }
}

/// Shares along a side wall run down on the right (wall 1) and up on the left (wall 3).
fn upright(side: usize, high: f64) -> f64 {
    if side == 1 { high } else { 1.0 - high }
}

fn panes(c: &mut Canvas, chance: &mut Chance, air: &Air, room: &Room, side: usize, wall: Tone) {
    let [a, b, d, e] = air.sky;
    for n in 0..4 {
        let (from, to) = (f64::from(n) * 0.25 + 0.02, f64::from(n) * 0.25 + 0.2);
        let (top, low) = (upright(side, 0.24), upright(side, 0.53));
        c.shape(
            &room.patch(
                side,
                (upright(side, 0.225), upright(side, 0.545)),
                (from - 0.008, to + 0.008),
            ),
            &wall.darker(0.5).to_string(),
            1.0,
        );
        let fill = c.down(&[(0.0, a.with(b, 0.5)), (0.5, d), (1.0, e)]);
        c.shape(&room.patch(side, (top, low), (from, to)), &fill, 1.0);
        for _ in 0..7 {
            let at = chance.between(from, to - 0.03);
            let roof = chance.between(0.36, 0.48);
            let body = air.haze.with(air.ink, chance.between(0.3, 0.9));
            let house = room.patch(
                side,
                (upright(side, roof), low),
                (at, (at + chance.between(0.015, 0.05)).min(to)),
            );
            c.shape(&house, &body.to_string(), 0.9);
            let lamp = room.on(side, upright(side, chance.between(roof, 0.52)), at);
            c.ellipse(lamp, (3.0, 4.0), &air.lamp.to_string(), air.lit);
        }
        c.shape(
            &room.patch(side, (top, low), (from, from + (to - from) * 0.4)),
            "#ffffff",
            0.12,
        );
    }
}

fn bench(c: &mut Canvas, room: &Room, side: usize, seat: Tone) {
    let u = |high| upright(side, high);
    let back = c.down(&[(0.0, seat.lighter(0.2)), (1.0, seat.darker(0.3))]);
    c.shape(
        &room.patch(side, (u(0.6), u(0.78)), (0.0, 0.94)),
        &back,
        1.0,
    );
    // The cushion comes out of the wall, over the floor.
    let (floor, edge) = (2, if side == 1 { 0.0 } else { 1.0 });
    let out = if side == 1 { 0.17 } else { 0.83 };
    let h = c.h;
    let lift = |(x, y): Point, depth: f64| (x, y - h * 0.16 * (1.0 - depth).powf(2.2) - h * 0.022);
    let at = |share, depth| lift(room.on(floor, share, depth), depth);
    let cushion = polygon(&[
        room.on(side, u(0.78), 0.0),
        room.on(side, u(0.78), 0.94),
        at(out, 0.94),
        at(out, 0.0),
    ]);
    let front = polygon(&[
        at(out, 0.0),
        at(out, 0.94),
        room.on(floor, out, 0.94),
        room.on(floor, out, 0.0),
    ]);
    let shadow = room.patch(floor, (edge, out), (0.0, 0.94));
    c.shape(&shadow, "#14121a", 0.7);
    c.shape(&front, &seat.darker(0.62).to_string(), 1.0);
    let fill = c.across(&[
        (0.0, seat.lighter(0.1)),
        (0.5, seat.lighter(0.28)),
        (1.0, seat),
    ]);
    c.shape(&cushion, &fill, 1.0);
    for n in 1..8 {
        let depth = f64::from(n) * 0.118;
        let (a, b) = (room.on(side, u(0.61), depth), room.on(side, u(0.78), depth));
        let (x, y) = lift(room.on(floor, out, depth), depth);
        c.line(
            &format!("M{:.1} {:.1}L{:.1} {:.1}L{x:.1} {y:.1}", a.0, a.1, b.0, b.1),
            seat.darker(0.5),
            3.0 * (1.1 - depth),
            0.55,
        );
    }
}

fn end(
    c: &mut Canvas,
    chance: &mut Chance,
    air: &Air,
    room: &Room,
    (x, y): Point,
    (fx, fy): Point,
) {
    let fill = c.down(&[(0.0, tone(0xdcdcd6)), (1.0, tone(0xa9a9a8))]);
    c.shape(&polygon(&room.far), &fill, 1.0);
    c.rounded(
        [x - fx * 0.42, y - fy * 0.72, fx * 0.84, fy * 1.7],
        8.0,
        &tone(0x8f9394).to_string(),
        1.0,
    );
    let pane = c.down(&[(0.0, air.sky[1]), (1.0, air.sky[3])]);
    c.rounded(
        [x - fx * 0.32, y - fy * 0.6, fx * 0.64, fy * 1.0],
        8.0,
        &pane,
        1.0,
    );
    c.ellipse(
        (x + fx * chance.between(-0.15, 0.15), y - fy * 0.1),
        (fx * 0.12, fy * 0.09),
        &air.lamp.to_string(),
        0.9,
    );
}

fn lights(c: &mut Canvas, room: &Room) {
    for share in [0.3, 0.66] {
        for n in 0..4 {
            let from = f64::from(n) * 0.25 + 0.02;
            c.shape(
                &room.patch(0, (share, share + 0.05), (from, from + 0.19)),
                "#fffdf2",
                1.0,
            );
        }
    }
    for side in [1, 3] {
        for n in 0..9 {
            let from = f64::from(n) * 0.11 + 0.01;
            let card = [
                tone(0xf4d9c6),
                tone(0xcfe0f0),
                tone(0xf6efc8),
                tone(0xe0d0e8),
            ][n as usize % 4];
            c.shape(
                &room.patch(
                    side,
                    (upright(side, 0.09), upright(side, 0.19)),
                    (from, from + 0.08),
                ),
                &card.to_string(),
                0.9,
            );
        }
    }
}

fn straps(c: &mut Canvas, room: &Room) {
    for share in [0.19, 0.81] {
        let (a, b) = (room.on(0, share, 0.0), room.on(0, share, 1.0));
        let drop = |depth: f64| c.h * 0.07 * (1.0 - depth).powf(2.4) + 5.0;
        let rail = format!(
            "M{:.1} {:.1}L{:.1} {:.1}",
            a.0,
            a.1 + drop(0.0),
            b.0,
            b.1 + drop(1.0)
        );
        c.line(&rail, tone(0xb9bcc0), 7.0, 1.0);
        for n in (1..11).rev() {
            let depth = f64::from(n) * 0.085;
            let (x, y) = room.on(0, share, depth);
            let size = c.h * 0.028 * (1.0 - depth).powf(1.5) + 3.0;
            let y = y + c.h * 0.07 * (1.0 - depth).powf(2.4) + 5.0;
            c.line(
                &format!("M{x:.1} {y:.1}v{:.1}", size * 1.7),
                tone(0xe9e5da),
                size * 0.3,
                1.0,
            );
            c.line(
                &format!(
                    "M{:.1} {:.1}a{size:.1} {size:.1} 0 1 0 0.1 0",
                    x,
                    y + size * 1.7
                ),
                tone(0xf7f4ea),
                size * 0.3,
                1.0,
            );
        }
    }
}

/// Two or three who sit.
fn riders(c: &mut Canvas, chance: &mut Chance, room: &Room, seat: Tone) {
    for side in [1, 3] {
        for depth in [0.62, 0.42] {
            if chance.between(0.0, 1.0) < 0.35 {
                continue;
            }
            let (x, y) = room.on(side, upright(side, 0.74), depth);
            let size = c.h * 0.2 * (1.0 - depth).powf(1.3);
            let inward = if side == 1 { -1.0 } else { 1.0 };
            let (x, coat) = (
                x + inward * size * 0.25,
                chance
                    .pick(&[
                        tone(0x2c3346),
                        tone(0x6d3b3a),
                        tone(0x4b4f45),
                        tone(0xc8b48c),
                    ])
                    .with(seat, 0.1),
            );
            rider(c, (x, y), (size, inward), coat);
        }
    }
}

/// With a telephone; `inward` is the side they face.
fn rider(c: &mut Canvas, (x, y): Point, (size, inward): (f64, f64), coat: Tone) {
    let fill = c.across(&[(0.0, coat.lighter(0.14)), (1.0, coat.darker(0.3))]);
    c.rounded(
        [x - size * 0.34, y - size * 0.85, size * 0.68, size * 1.15],
        size * 0.26,
        &fill,
        1.0,
    );
    c.rounded(
        [
            x - size * 0.34 + inward * size * 0.2,
            y + size * 0.1,
            size * 0.66,
            size * 0.32,
        ],
        size * 0.14,
        &coat.darker(0.5).to_string(),
        1.0,
    );
    c.rounded(
        [
            x - size * 0.2 + inward * size * 0.34,
            y + size * 0.2,
            size * 0.26,
            size * 0.75,
        ],
        size * 0.1,
        &coat.darker(0.55).to_string(),
        1.0,
    );
    c.ellipse(
        (x, y - size * 1.05),
        (size * 0.22, size * 0.26),
        &tone(0xd9a98a).to_string(),
        1.0,
    );
    c.ellipse(
        (x - inward * size * 0.05, y - size * 1.14),
        (size * 0.24, size * 0.2),
        "#1c1512",
        1.0,
    );
    c.rect(
        [
            x + inward * size * 0.25 - size * 0.09,
            y - size * 0.2,
            size * 0.18,
            size * 0.26,
        ],
        &tone(0xbfd8ff).to_string(),
        0.9,
    );
}
