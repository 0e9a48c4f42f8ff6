//! What the fuzzer does with the seeds in the repository, without it: no target fails on one of them, nor
//! on one that is cut short or has a byte changed.

#![allow(clippy::unwrap_used, clippy::pedantic, reason = "the targets are the fuzzer's")]

use std::{fs, path::Path};

macro_rules! targets {
    ($($name:ident)*) => {
        $(
            mod $name {
                include!(concat!("../../../fuzz/targets/", stringify!($name), ".rs"));

                #[test]
                fn its_seeds() {
                    super::each_seed(stringify!($name), run);
                }
            }
        )*

        #[test]
        fn every_target_is_here() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
            let here = ["redactor", $(stringify!($name)),*];
            for target in fs::read_dir(folder).unwrap() {
                let name = target.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
                assert!(here.contains(&&*name), "{name} is replayed");
            }
        }
    };
}

targets! { bundle bundle_signature case_file consent_pdf credentials epoch mail payload record sealed_file }

/// How many places of a seed are tried: evenly spread, the same in every run.
const PLACES: usize = 40;

fn each_seed(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target);
    let seeds = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} has seeds", folder.display()));
    run(b"");
    for seed in seeds {
        let seed = fs::read(seed.unwrap().path()).unwrap();
        run(&seed);
        for place in (0..seed.len()).step_by(seed.len().div_ceil(PLACES).max(1)) {
            run(&seed[..place]);
            let mut changed = seed.clone();
            changed[place] ^= 0x20;
            run(&changed);
        }
    }
}

mod redactor {
    include!("../../../fuzz/targets/redactor.rs");

    #[test]
    fn every_way_to_write_a_secret_in_pieces_of_every_size() {
        for way in 0..8 {
            for piece in 1..40 {
                let (before, after) = (b"before %41".to_vec(), b"\\u0041 after".to_vec());
                run(Input { secret: "azérty-4829".to_owned(), ways: vec![way; 11], before, after, piece });
            }
        }
    }
}
